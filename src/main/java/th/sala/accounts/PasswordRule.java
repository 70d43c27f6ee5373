package th.sala.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What a password that a person chooses must be: long, and not among those tried first. No demand
/// for capitals or signs: they make people write passwords down.
final class PasswordRule {
    static final int SHORTEST = 10;

    /// In characters. Longer ones are refused unseen, so that nobody can make the server chew.
    static final int LONGEST = 200;

    private static final int FEWEST_DIFFERENT = 5;
    private static final int SHORTEST_RUN = 8;

    /// So many characters beside what is easy to guess make it hard.
    private static final int FEWEST_BESIDES = 5;

    private static final String RUNS =
            "01234567890 09876543210 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba"
                    + " qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm"
                    + " 1q2w3e4r5t6y7u8i9o0p ๐๑๒๓๔๕๖๗๘๙๐ กขฃคฅฆงจฉชซฌญฎฏฐ ๅภถุึคตจขช ฟหกดเาสวง";
    private static final Set<String> COMMON = common();

    private PasswordRule() {}

    /// The password as it is hashed: the same letters typed on another system are the same. What is
    /// no text at all (half a character) is a question mark.
    static String canonical(String typed) {
        var text = new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /// @throws WeakPassword with the sentence that says what to do
    static void check(String username, String typed) {
        var password = canonical(typed);
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw new WeakPassword("accounts.password.short", SHORTEST);
        }
        if (length > LONGEST) {
            throw new WeakPassword("accounts.password.long", LONGEST);
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (isAbout(lower, username)) {
            throw new WeakPassword("accounts.password.username");
        }
        if (isMonotonous(lower) || isRun(lower) || isCommon(lower)) {
            throw new WeakPassword("accounts.password.common");
        }
    }

    /// The username, perhaps doubled, reversed or with a few signs around it.
    private static boolean isAbout(String password, String username) {
        var account = username.toLowerCase(Locale.ROOT);
        var person = account.replaceAll("@.*", "");
        var reversed = new StringBuilder(person).reverse().toString();
        for (var known : List.of(account, person, reversed)) {
            var rest = known.length() < 3 ? password : password.replace(known, "");
            if (rest.length() < password.length() && rest.length() < FEWEST_BESIDES) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMonotonous(String password) {
        return password.chars().distinct().count() < FEWEST_DIFFERENT;
    }

    /// Keys or letters in a row, over and over or with a few others after them.
    private static boolean isRun(String password) {
        for (var run : RUNS.split(" ", -1)) {
            if (password.replace(run, "").isEmpty()) {
                return true;
            }
            var most = Math.min(run.length(), password.length());
            for (int length = most; length >= SHORTEST_RUN; length--) {
                if (run.contains(password.substring(0, length))) {
                    return password.length() - length < FEWEST_BESIDES;
                }
            }
        }
        return false;
    }

    /// A well-known word, whatever digits and signs stand before and after it.
    private static boolean isCommon(String password) {
        var word = password.replaceAll("^[^\\p{L}]+|[^\\p{L}\\p{M}]+$", "");
        return COMMON.contains(password)
                || (COMMON.contains(word) && password.length() - word.length() <= 6)
                || COMMON.contains(unmasked(word));
    }

    /// `p@ssw0rd` is `password`.
    private static String unmasked(String word) {
        return word.replace('@', 'a')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('5', 's');
    }

    private static Set<String> common() {
        var file =
                Objects.requireNonNull(
                        PasswordRule.class.getResourceAsStream("/accounts/common-passwords.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
