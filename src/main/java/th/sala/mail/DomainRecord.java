package th.sala.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import th.sala.origin.Questions;
import th.sala.origin.Records;
import th.sala.origin.Unanswered;

/// A record that the name service should have of a domain, ready to copy.
///
/// @param name under which it stands, without a last dot
/// @param value as a zone file has it, but for quotes
/// @param selector of a key's record; else empty
record DomainRecord(Kind kind, String name, String value, String selector) {
    enum Kind {
        MX,
        SPF,
        DKIM,
        /// Of a key that does not sign yet.
        DKIM_NEXT,
        DMARC
    }

    /// What the name service says.
    enum State {
        THERE,
        MISSING,
        OTHER,
        /// It does not answer now.
        UNASKED
    }

    /// @param found what is there instead
    record Look(State state, List<String> found) {}

    private static final int STRING = 200;

    public String type() {
        return kind == Kind.MX ? "MX" : "TXT";
    }

    /// As a line of a zone file, long texts in pieces.
    public String zoneLine() {
        if (kind == Kind.MX) {
            return "%s. IN MX %s".formatted(name, value);
        }
        var pieces =
                Stream.of(value.split("(?<=\\G.{" + STRING + "})")).map(piece -> '"' + piece + '"');
        return "%s. IN TXT ( %s )".formatted(name, String.join(" ", pieces.toList()));
    }

    Look look(Questions questions) {
        try {
            return look(found(questions));
        } catch (Unanswered later) {
            return new Look(State.UNASKED, List.of());
        }
    }

    private List<String> found(Questions questions) throws Unanswered {
        return kind == Kind.MX
                ? questions.exchangers(name).stream()
                        .map(one -> one.preference() + " " + one.host() + ".")
                        .toList()
                : questions.texts(name).stream().filter(this::isOfKind).toList();
    }

    private boolean isOfKind(String text) {
        return switch (kind) {
            case SPF -> Records.isSpf(text);
            case DMARC -> Records.isDmarc(text);
            case MX, DKIM, DKIM_NEXT -> true;
        };
    }

    private Look look(List<String> found) {
        var isThere =
                switch (kind) {
                    case MX -> found.stream().anyMatch(one -> host(one).equals(host(value)));
                    case SPF -> found.size() == 1 && words(found.getFirst()).containsAll(senders());
                    case DKIM, DKIM_NEXT ->
                            found.stream().anyMatch(one -> Records.isSameKey(one, value));
                    case DMARC -> found.size() == 1 && Records.isEnforced(found.getFirst());
                };
        var state = isThere ? State.THERE : found.isEmpty() ? State.MISSING : State.OTHER;
        return new Look(state, isThere ? List.of() : found);
    }

    private static String host(String exchanger) {
        return exchanger.substring(exchanger.indexOf(' ') + 1);
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split(" +"))
                .map(word -> word.replaceFirst("^\\+", ""))
                .collect(java.util.stream.Collectors.toSet());
    }

    /// What must be named; how strict the rest is, is the domain's own affair.
    private List<String> senders() {
        return words(value).stream().filter(word -> !word.endsWith("all")).toList();
    }
}
