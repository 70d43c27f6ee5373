package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Pattern;

/// What a person's telephone shows: the codes of the secret that a page shared with it.
public final class TestCodes {
    private final Totp totp;
    private long shown;

    /// @param page the one that shows the secret
    public TestCodes(String page) {
        var found = Pattern.compile("secret=([A-Z2-7]{32})").matcher(page);
        assertThat(found.find()).isTrue();
        var bits = BigInteger.ZERO;
        for (var letter : found.group(1).toCharArray()) {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits = bits.shiftLeft(5).add(BigInteger.valueOf(value));
        }
        totp = Totp.of("%040x".formatted(bits));
    }

    /// One that was not shown yet.
    public String next(Instant now) {
        shown = Math.max(Totp.step(now), shown + 1);
        return totp.code(shown);
    }
}
