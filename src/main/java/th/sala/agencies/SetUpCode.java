package th.sala.agencies;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.Consumer;

/// The one-time code from the console that lets somebody set the installation up: whoever can read
/// it sits at the machine. After a few wrong ones another is printed.
final class SetUpCode {
    static final int TRIES = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    /// Without letters that look alike: 20 bits a group.
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GROUPS = 3;
    private static final int GROUP = 4;

    private final Consumer<String> print;
    private String code;
    private int tries;

    SetUpCode(Consumer<String> print) {
        this.print = print;
        this.code = fresh();
    }

    synchronized void show() {
        print.accept(code);
    }

    synchronized String now() {
        return code;
    }

    /// Whether it is the code. Compares in constant time; small letters, spaces and missing hyphens
    /// do not matter.
    synchronized boolean is(String typed) {
        var plain = plain(typed).getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(plain, plain(code).getBytes(StandardCharsets.UTF_8))) {
            tries = 0;
            return true;
        }
        if (++tries >= TRIES) {
            code = fresh();
            tries = 0;
            print.accept(code);
        }
        return false;
    }

    private static String plain(String code) {
        return code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static String fresh() {
        var code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
