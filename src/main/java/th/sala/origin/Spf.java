package th.sala.origin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a machine may send for a domain: one evaluation of RFC 7208, with its limits. `exp` is
/// not followed: the words of a stranger are shown to nobody.
public final class Spf {
    private static final int MOST_TERMS = 10;
    private static final int MOST_VOID = 2;
    private static final int MOST_NAMES = 10;
    private static final int LONGEST_NAME = 253;
    private static final Pattern MODIFIER = Pattern.compile("([a-zA-Z][a-zA-Z0-9._-]*)=(.*)");
    private static final Pattern MECHANISM =
            Pattern.compile(
                    "([+?~-]?)([a-zA-Z][a-zA-Z0-9-]*)(?::(.*?))?((?:/[0-9]*)?(?://[0-9]*)?)");
    private static final Pattern ADDRESS_MECHANISM =
            Pattern.compile(
                    "([+?~-]?)(ip[46]):([0-9a-f:.]+)(?:/([0-9]{1,3}))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTHS =
            Pattern.compile("(?:/(0|[1-9][0-9]?))?(?://(0|[1-9][0-9]{0,2}))?");
    private static final Pattern MACRO =
            Pattern.compile("%(?:\\{([slodiphvSLODIPHV])([0-9]*)([rR]?)([.+,/_=-]*)\\}|([%_-]))");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final Questions questions;
    private final InetAddress client;
    private final String sender;
    private final String helo;
    private int terms = 0;
    private int voids = 0;

    private static final class PermError extends Exception {}

    private Spf(Questions questions, InetAddress client, String sender, String helo) {
        this.questions = questions;
        this.client = client;
        this.sender = sender;
        this.helo = helo;
    }

    /// @param sender of the envelope; for a bounce, which has none, `postmaster` at the name with
    ///   which the machine greeted
    public static SpfResult check(
            Questions questions, InetAddress client, String sender, String helo) {
        var spf = new Spf(questions, client, sender, helo);
        try {
            return spf.evaluate(sender.substring(sender.lastIndexOf('@') + 1));
        } catch (PermError wrong) {
            return SpfResult.PERMERROR;
        } catch (Unanswered later) {
            return SpfResult.TEMPERROR;
        }
    }

    private SpfResult evaluate(String domain) throws PermError, Unanswered {
        if (!isName(domain)) {
            return SpfResult.NONE;
        }
        var records = questions.texts(domain).stream().filter(Spf::isRecord).toList();
        if (records.isEmpty()) {
            return SpfResult.NONE;
        }
        if (records.size() > 1) {
            throw new PermError();
        }
        return evaluate(domain, read(records.getFirst()));
    }

    /// Whether the text is a record of this kind.
    static boolean isRecord(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
    }

    private static boolean isName(String domain) {
        return domain.contains(".")
                && domain.length() <= LONGEST_NAME
                && Arrays.stream(domain.split("\\.", -1))
                        .allMatch(label -> !label.isEmpty() && label.length() <= 63);
    }

    /// @param length4 of the network, or that of a single machine
    private record Term(SpfResult result, String kind, String text, int length4, int length6) {}

    private record Policy(List<Term> terms, Optional<String> redirect) {}

    /// All of it is read before any of it counts: what cannot be read is no record.
    private static Policy read(String record) throws PermError {
        var terms = new ArrayList<Term>();
        var redirect = Optional.<String>empty();
        var isExplained = false;
        for (var word : record.substring("v=spf1".length()).strip().split(" +")) {
            var modifier = MODIFIER.matcher(word);
            if (word.isEmpty()) {
                continue;
            } else if (!modifier.matches()) {
                terms.add(term(word));
            } else if (modifier.group(1).equalsIgnoreCase("redirect")) {
                redirect = once(redirect.isPresent(), modifier.group(2));
            } else if (modifier.group(1).equalsIgnoreCase("exp")) {
                once(isExplained, modifier.group(2));
                isExplained = true;
            } else if (!isMacroText(modifier.group(2))) {
                throw new PermError();
            }
        }
        return new Policy(terms, redirect);
    }

    private static Optional<String> once(boolean isThere, String value) throws PermError {
        if (isThere || !isDomainText(value)) {
            throw new PermError();
        }
        return Optional.of(value);
    }

    private static Term term(String word) throws PermError {
        var address = ADDRESS_MECHANISM.matcher(word);
        if (address.matches()) {
            return network(
                    result(address.group(1)), address.group(2), address.group(3), address.group(4));
        }
        var mechanism = MECHANISM.matcher(word);
        if (!mechanism.matches()) {
            throw new PermError();
        }
        var kind = mechanism.group(2).toLowerCase(Locale.ROOT);
        var text = mechanism.group(3);
        var lengths = mechanism.group(4);
        var isPlain = lengths.isEmpty();
        var isRight =
                switch (kind) {
                    case "all" -> text == null && isPlain;
                    case "include", "exists" -> text != null && isDomainText(text) && isPlain;
                    case "ptr" -> (text == null || isDomainText(text)) && isPlain;
                    case "a", "mx" -> text == null || isDomainText(text);
                    default -> false;
                };
        var split = LENGTHS.matcher(lengths);
        if (!isRight || !split.matches()) {
            throw new PermError();
        }
        return new Term(
                result(mechanism.group(1)),
                kind,
                text == null ? "" : text,
                length(split.group(1), 32),
                length(split.group(2), 128));
    }

    private static Term network(SpfResult result, String kind, String text, String length)
            throws PermError {
        var is4 = kind.equalsIgnoreCase("ip4");
        var most = is4 ? 32 : 128;
        if (is4 ? !IPV4.matcher(text).matches() : !text.contains(":")) {
            throw new PermError();
        }
        if (length != null && length.length() > 1 && length.startsWith("0")) {
            throw new PermError();
        }
        return new Term(
                result,
                kind.toLowerCase(Locale.ROOT),
                literal(text).getHostAddress(),
                length(length, most),
                length(length, most));
    }

    private static int length(String digits, int most) throws PermError {
        var length = digits == null ? most : Integer.parseInt(digits);
        if (length > most) {
            throw new PermError();
        }
        return length;
    }

    private static InetAddress literal(String text) throws PermError {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException none) {
            throw new PermError();
        }
    }

    private static SpfResult result(String qualifier) {
        return switch (qualifier) {
            case "-" -> SpfResult.FAIL;
            case "~" -> SpfResult.SOFTFAIL;
            case "?" -> SpfResult.NEUTRAL;
            default -> SpfResult.PASS;
        };
    }

    private SpfResult evaluate(String domain, Policy policy) throws PermError, Unanswered {
        for (var term : policy.terms) {
            if (matches(domain, term)) {
                return term.result;
            }
        }
        if (policy.redirect.isEmpty()) {
            return SpfResult.NEUTRAL;
        }
        if (policy.terms.stream().anyMatch(term -> term.kind.equals("all"))) {
            return SpfResult.NEUTRAL;
        }
        count();
        var result = evaluate(expanded(policy.redirect.get(), domain));
        if (result == SpfResult.NONE) {
            throw new PermError();
        }
        return result;
    }

    private boolean matches(String domain, Term term) throws PermError, Unanswered {
        switch (term.kind) {
            case "all" -> {
                return true;
            }
            case "ip4", "ip6" -> {
                return isIn(literal(term.text), term.length4, term.length6);
            }
            default -> count();
        }
        var name = term.text.isEmpty() ? domain : expanded(term.text, domain);
        return switch (term.kind) {
            case "include" -> isIncluded(name);
            case "a" -> isAnyIn(answered(questions.addressesLike(client, name)), term);
            case "mx" -> isExchanger(name, term);
            case "ptr" -> isNamed(name);
            default -> !answered(questions.addresses4(name)).isEmpty();
        };
    }

    private boolean isIncluded(String name) throws PermError, Unanswered {
        return switch (evaluate(name)) {
            case PASS -> true;
            case FAIL, SOFTFAIL, NEUTRAL -> false;
            case NONE, PERMERROR, TEMPERROR -> throw new PermError();
        };
    }

    private boolean isExchanger(String name, Term term) throws PermError, Unanswered {
        var exchangers = answered(questions.exchangers(name));
        if (exchangers.size() > MOST_NAMES) {
            throw new PermError();
        }
        for (var one : exchangers) {
            if (isAnyIn(questions.addressesLike(client, one.host()), term)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(String name) throws PermError {
        try {
            var names = answered(questions.names(client));
            for (var one : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
                var isOf =
                        one.equalsIgnoreCase(name)
                                || one.endsWith("." + name.toLowerCase(Locale.ROOT));
                if (isOf && questions.addressesLike(client, one).contains(client)) {
                    return true;
                }
            }
        } catch (Unanswered ignored) {
            // RFC 7208 5.5: it does not match, then
        }
        return false;
    }

    private boolean isAnyIn(List<InetAddress> networks, Term term) {
        return networks.stream().anyMatch(one -> isIn(one, term.length4, term.length6));
    }

    private boolean isIn(InetAddress network, int length4, int length6) {
        var one = network.getAddress();
        var other = client.getAddress();
        if (one.length != other.length) {
            return false;
        }
        var bits = network instanceof Inet6Address ? length6 : length4;
        for (int i = 0; i < one.length; i++) {
            var rest = Math.clamp(bits - 8L * i, 0, 8);
            var mask = 0xff << (8 - rest);
            if ((one[i] & mask & 0xff) != (other[i] & mask & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private void count() throws PermError {
        if (++terms > MOST_TERMS) {
            throw new PermError();
        }
    }

    private <T> List<T> answered(List<T> records) throws PermError {
        if (records.isEmpty() && ++voids > MOST_VOID) {
            throw new PermError();
        }
        return records;
    }

    /// Whether it may name a domain: macros, and an end that is a name or a macro.
    private static boolean isDomainText(String text) {
        if (!isMacroText(text)) {
            return false;
        }
        var bare = MACRO.matcher(text).replaceAll("%");
        return bare.endsWith("%") && text.endsWith("}")
                || bare.matches(".*\\.[a-zA-Z0-9-]*[a-zA-Z-][a-zA-Z0-9-]*\\.?")
                        && !bare.matches(".*(\\.-|-\\.)[^.]*");
    }

    private static boolean isMacroText(String text) {
        return MACRO.matcher(text)
                .replaceAll("")
                .chars()
                .allMatch(c -> c > ' ' && c < 0x7f && c != '%');
    }

    private String expanded(String text, String domain) throws PermError {
        var out = new StringBuilder();
        var macros = MACRO.matcher(text);
        while (macros.find()) {
            macros.appendReplacement(out, "");
            var letter = macros.group(1);
            if (letter == null) {
                out.append(
                        switch (macros.group(5)) {
                            case "_" -> " ";
                            case "-" -> "%20";
                            default -> "%";
                        });
            } else {
                var value =
                        transformed(
                                value(letter, domain),
                                macros.group(2),
                                macros.group(3),
                                macros.group(4));
                out.append(Character.isUpperCase(letter.charAt(0)) ? escaped(value) : value);
            }
        }
        macros.appendTail(out);
        return shortened(out.toString());
    }

    /// Labels from the left go until it is no longer than a name may be.
    private static String shortened(String name) {
        var rest = name;
        while (rest.length() > LONGEST_NAME && rest.contains(".")) {
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return rest.replaceFirst("\\.$", "");
    }

    private String value(String letter, String domain) {
        var at = sender.lastIndexOf('@');
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "s" -> sender;
            case "l" -> sender.substring(0, Math.max(0, at));
            case "o" -> sender.substring(at + 1);
            case "d" -> domain;
            case "i" -> client instanceof Inet6Address ? nibbles() : client.getHostAddress();
            case "v" -> client instanceof Inet6Address ? "ip6" : "in-addr";
            case "h" -> helo;
            // RFC 7208 7.3: asking for it is not worth it
            default -> "unknown";
        };
    }

    private String nibbles() {
        return String.join(".", HexFormat.of().formatHex(client.getAddress()).split(""));
    }

    private static String transformed(
            String value, String digits, String reverse, String delimiters) throws PermError {
        var by = delimiters.isEmpty() ? "." : delimiters;
        var parts = new ArrayList<>(List.of(value.split("[" + Pattern.quote(by) + "]", -1)));
        if (!reverse.isEmpty()) {
            Collections.reverse(parts);
        }
        if (!digits.isEmpty()) {
            var kept = digits.length() > 3 ? 999 : Integer.parseInt(digits);
            if (kept == 0) {
                throw new PermError();
            }
            return String.join(".", parts.subList(Math.max(0, parts.size() - kept), parts.size()));
        }
        return String.join(".", parts);
    }

    private static String escaped(String value) {
        var out = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return out.toString();
    }
}
