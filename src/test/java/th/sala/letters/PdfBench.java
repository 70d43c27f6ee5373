package th.sala.letters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import th.sala.pdf.SetPdf;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;

/// How fast letters are set, by one thread; headless Chromium prints the same words in the same
/// run. `./sala bench pdf`
final class PdfBench {
    private static final int ROUNDS = 5;
    private static final long ROUND = Duration.ofSeconds(4).toNanos();
    private static final int PRINTED = 5;
    private static final int SHOWN = 500;
    private static final int LONG_REPORT = 200;

    private static final String PARAGRAPH =
            "ด้วยจังหวัดศรีสมุทรได้รับแจ้งจากกรมอุตุนิยมวิทยาว่า ในช่วงวันที่ 25 - 30 พฤศจิกายน 2569 บริเวณภาคใต้จะมีฝนตกหนักถึงหนักมากหลายพื้นที่"
                    + " ประกอบกับระดับน้ำในแม่น้ำสายหลักเพิ่มสูงขึ้นอย่างต่อเนื่อง จึงมีความจำเป็นต้องเตรียมรับสถานการณ์น้ำท่วมให้ทันท่วงที";

    private PdfBench() {}

    public static void main(String[] arguments) throws Exception {
        var letter = sheet(String.join("\n", Collections.nCopies(3, PARAGRAPH)), "");
        var rates = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            var rate = rate(letter);
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        Arrays.sort(rates);
        var printed = printed();
        System.out.printf(
                "letters set, one thread        %7.1f/s  (%.1f to %.1f)%n",
                rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1]);
        System.out.printf(
                "Chromium, a process a letter   %7.2f/s  set is %.0f times as fast%n",
                printed, rates[ROUNDS / 2] / printed);
        shown();
        report();
    }

    private static Sheet sheet(String body, String distinct) {
        var content =
                new Content(
                        LetterKind.EXTERNAL,
                        new UUID(1, 1),
                        false,
                        Urgency.URGENT,
                        "",
                        "ศส 0017.2",
                        "ขอเชิญประชุมเตรียมรับสถานการณ์น้ำท่วม " + distinct,
                        "นายอำเภอ ทุกอำเภอ",
                        "เพื่อโปรดพิจารณา",
                        body,
                        "หนังสือจังหวัดศรีสมุทร ที่ ศส 0017.2/ว 118 ลงวันที่ 3 พฤศจิกายน 2569",
                        "1. ระเบียบวาระการประชุม จำนวน 1 ชุด\n2. แบบตอบรับ จำนวน 1 แผ่น",
                        "โทร. 0 7099 1020",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด",
                        true);
        return LetterSheet.of(
                content,
                new LetterSheet.Head(
                        "ศส 0017.2/ว 121",
                        LocalDate.of(2026, 11, 22),
                        "จังหวัดศรีสมุทร",
                        "ศาลากลางจังหวัดศรีสมุทร ศส 99000",
                        "นางสาวมาลี ศรีสุข",
                        "ผู้ว่าราชการจังหวัดศรีสมุทร",
                        List.of(),
                        true,
                        Instant.parse("2026-11-22T03:00:00Z")));
    }

    private static double rate(Sheet letter) {
        var begin = System.nanoTime();
        int set = 0;
        while (System.nanoTime() - begin < ROUND) {
            Typesetter.set(letter);
            set++;
        }
        return set / seconds(begin);
    }

    private static double printed() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("sala-bench");
        var page = folder.resolve("letter.html");
        var body = ("<p>" + PARAGRAPH + "</p>").repeat(3);
        Files.writeString(page, "<!doctype html><meta charset=utf-8><title>l</title>" + body);
        print(page);
        var begin = System.nanoTime();
        for (int i = 0; i < PRINTED; i++) {
            print(page);
        }
        return PRINTED / seconds(begin);
    }

    private static void print(Path page) throws IOException, InterruptedException {
        var chromium =
                new ProcessBuilder(
                                "chromium",
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--print-to-pdf=" + page.resolveSibling("letter.pdf"),
                                page.toUri().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!chromium.waitFor(1, TimeUnit.MINUTES) || chromium.exitValue() != 0) {
            throw new IllegalStateException("chromium does not print");
        }
    }

    /// Each with other words, as somebody types.
    private static void shown() {
        var times = new double[SHOWN];
        for (int i = 0; i < SHOWN; i++) {
            var typed = PARAGRAPH.substring(0, 20 + i % (PARAGRAPH.length() - 20));
            var sheet = sheet(PARAGRAPH + "\n" + typed, "ครั้งที่ " + i);
            var begin = System.nanoTime();
            Typesetter.show(sheet);
            times[i] = seconds(begin) * 1000;
        }
        Arrays.sort(times);
        System.out.printf(
                "pages for the screen, ms       p50 %.1f, p95 %.1f%n",
                times[SHOWN / 2], times[SHOWN * 95 / 100]);
    }

    private static void report() {
        var body = String.join("\n", Collections.nCopies(LONG_REPORT * 10, PARAGRAPH));
        var begin = System.nanoTime();
        SetPdf report = Typesetter.set(sheet(body, ""));
        System.out.printf(
                "a report of %d pages          %7.2f s%n", report.pages(), seconds(begin));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
