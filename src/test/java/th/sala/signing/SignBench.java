package th.sala.signing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import th.sala.network.Reach;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;
import th.sala.reader.Request;

/// How fast letters are set, signed, stamped by an authority on the same machine, and checked, by
/// one thread; a bare RSA signature in the same run is the reference. `./sala bench sign`
final class SignBench {
    private static final int ROUNDS = 5;
    private static final long ROUND = Duration.ofSeconds(3).toNanos();
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Authorities AUTHORITY = new Authorities();
    private static final Authorities.Held GOVERNOR = AUTHORITY.person("นายปั้น น้ำฝั่ง");

    private SignBench() {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        try (var timestamps = new FakeTimestamps()) {
            measure(timestamps);
        }
    }

    private static void measure(FakeTimestamps timestamps) throws Exception {
        var letter = Typesetter.set(sheet()).bytes();
        var signed = signed(letter);
        var authority = PdfSignerTests.authority(timestamps, Reach.PRIVATE, Duration.ofSeconds(5));
        var stamped = PdfSigner.stamp(signed, authority);
        var three = signed(signed(signed));
        var trusted = List.of(AUTHORITY.encoded(), timestamps.authority().encoded());
        var now = Instant.now();
        var asked = new Request.Check(now, trusted, List.of(AUTHORITY.withdrawn(now)));
        if (PdfSignerTests.checked(stamped, asked).getFirst().stampedAt() == null
                || PdfSignerTests.checked(three, asked).size() != 3) {
            throw new IllegalStateException("not what is to be measured");
        }
        System.out.printf("signed %d bytes, stamped %d%n", signed.length, stamped.length);
        rate("bare RSA 2048 signatures", SignBench::bare);
        rate("letters set", () -> Typesetter.set(sheet()));
        rate("signed (B)", () -> signed(letter));
        rate("stamped (B to T)", () -> PdfSigner.stamp(signed, authority));
        rate(
                "set, signed, stamped",
                () -> PdfSigner.stamp(signed(Typesetter.set(sheet()).bytes()), authority));
        rate("one signature checked", () -> PdfSignerTests.checked(signed, asked));
        rate("stamped one checked", () -> PdfSignerTests.checked(stamped, asked));
        rate("three signatures checked", () -> PdfSignerTests.checked(three, asked));
    }

    private static byte[] signed(byte[] pdf) {
        var key = GOVERNOR.keys().getPrivate();
        return PdfSigner.sign(pdf, key, GOVERNOR.chain(), "ลงนามในหนังสือ", AT, true);
    }

    private static void bare() throws Exception {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(GOVERNOR.keys().getPrivate());
        signature.update(new byte[100]);
        signature.sign();
    }

    private static Sheet sheet() {
        var paragraph =
                Block.text(
                        "ด้วยจังหวัดศรีสมุทรได้รับแจ้งจากกรมอุตุนิยมวิทยาว่าจะมีฝนตกหนักถึงหนักมากหลายพื้นที่ จึงมีความจำเป็นต้องเตรียมรับสถานการณ์น้ำท่วม"
                                .repeat(2),
                        Form.TEXT);
        return new Sheet(
                "หนังสือ",
                "จังหวัดศรีสมุทร",
                AT,
                new Sheet.Margins(70, 55, 55, 85),
                true,
                "",
                "",
                List.of(paragraph, paragraph, paragraph),
                List.of());
    }

    private static void rate(String what, Work work) throws Exception {
        var rates = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begin < ROUND) {
                work.run();
                done++;
            }
            if (round >= 0) {
                rates[round] = done / ((System.nanoTime() - begin) / 1e9);
            }
        }
        Arrays.sort(rates);
        System.out.printf(
                "%-26s %8.1f/s  %8.2f ms  (%.1f to %.1f/s)%n",
                what, rates[ROUNDS / 2], 1000 / rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1]);
    }
}
