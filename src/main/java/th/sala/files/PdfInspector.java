package th.sala.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import th.sala.installation.Installation;
import th.sala.thai.ThaiText;

/// Looks at PDFs that others made without letting them near this process: a Java machine of their
/// own with little memory and ten seconds of processor time reads each, two at a time. What begins
/// or ends unlike a PDF does not get that far. A busy machine makes it wait, not fail: only after
/// two minutes is a reader given up that has used less.
///
/// Measured on two shared cores: 0.3 s a letter (0.8 s when the machine is busy), nearly all of it
/// the start of the reader, 67 MB resident; 5 s for a form that draws itself or a bomb.
@Service
public class PdfInspector {
    private static final Logger LOG = LoggerFactory.getLogger(PdfInspector.class);

    static final String TRUNCATED = "files.pdf.truncated";
    static final String TOO_SLOW = "files.pdf.too-slow";

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final int AT_ONCE = 2;
    private static final String HEAP = "-Xmx192m";

    /// Readers look for the beginning in the first kilobyte; scanners leave padding at the end.
    private static final int HEAD = 1024;

    private static final int TAIL = 4096;
    private static final int LONGEST_ANSWER = 8 * PdfVerdict.Readable.LONGEST_TEXT;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Duration time;

    PdfInspector() {
        this(TIME);
    }

    /// @param time of a processor after which a reader is killed
    PdfInspector(Duration time) {
        this.time = time;
    }

    /// @throws UncheckedIOException if there is no such file or no reader can be started
    public PdfVerdict inspect(Path file) {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var size = bytes.length();
            if (size == 0) {
                return new PdfVerdict.Empty();
            }
            var head = part(bytes, 0, (int) Math.min(HEAD, size));
            if (!head.contains("%PDF-")) {
                return new PdfVerdict.NotPdf();
            }
            if (!isWhole(bytes, size)) {
                return new PdfVerdict.Broken(TRUNCATED);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        places.acquireUninterruptibly();
        try {
            return read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start a reader of PDFs", failed);
        } finally {
            places.release();
        }
    }

    /// A PDF says at its end where its parts are; one that was cut off does not.
    private static boolean isWhole(RandomAccessFile bytes, long size) throws IOException {
        var end = size;
        while (end > 0) {
            var length = (int) Math.min(TAIL, end);
            var tail = part(bytes, end - length, length);
            var padding = tail.replace('\0', ' ').stripTrailing();
            if (!padding.isEmpty()) {
                end -= length - padding.length();
                var first = Math.max(0, end - TAIL);
                var last = part(bytes, first, (int) (end - first));
                return last.contains("startxref") && last.contains("%%EOF");
            }
            end -= length;
        }
        return false;
    }

    private static String part(RandomAccessFile bytes, long from, int length) throws IOException {
        var part = new byte[length];
        bytes.seek(from);
        bytes.readFully(part);
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    private PdfVerdict read(Path file) throws IOException {
        var builder =
                new ProcessBuilder(command(file)).redirectError(ProcessBuilder.Redirect.DISCARD);
        Installation.keepApart(builder);
        var reader = builder.start();
        try {
            reader.getOutputStream().close();
            var answer = new FutureTask<>((Callable<byte[]>) () -> answer(reader));
            Thread.ofVirtual().name("pdf-answer").start(answer);
            if (!ends(reader)) {
                LOG.warn("a PDF took too long: {}", file.getFileName());
                return new PdfVerdict.Broken(TOO_SLOW);
            }
            return verdict(new String(answer.get(), StandardCharsets.US_ASCII), reader.exitValue());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a PDF was read", stopped);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            reader.destroyForcibly();
        }
    }

    /// @return false if it used up its time
    private boolean ends(Process reader) throws InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!reader.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
            var used = reader.info().totalCpuDuration().orElse(Duration.ZERO);
            if (used.compareTo(time) > 0 || System.nanoTime() > end) {
                return false;
            }
        }
        return true;
    }

    private static byte[] answer(Process reader) throws IOException {
        try (var output = reader.getInputStream()) {
            return output.readNBytes(LONGEST_ANSWER);
        }
    }

    private static PdfVerdict verdict(String answer, int status) {
        var words = List.of(answer.lines().findFirst().orElse("").split(" ", -1));
        if (words.size() == 3 && words.getFirst().equals(PdfInspection.READABLE)) {
            return readable(words);
        }
        if (words.size() == 1 && words.getFirst().equals(PdfInspection.ENCRYPTED)) {
            return new PdfVerdict.Encrypted();
        }
        if (words.size() == 2 && words.getFirst().equals(PdfInspection.BROKEN)) {
            return new PdfVerdict.Broken(words.getLast());
        }
        // it ran out of memory, or the machine had none for it
        LOG.warn("a reader of PDFs ended with {}", status);
        return new PdfVerdict.Broken(PdfInspection.TOO_COMPLEX);
    }

    private static PdfVerdict readable(List<String> words) {
        var text = new String(Base64.getDecoder().decode(words.get(2)), StandardCharsets.UTF_8);
        return new PdfVerdict.Readable(
                Integer.parseInt(words.get(1)), ThaiText.normaliseLines(text));
    }

    private static List<String> command(Path file) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of(
                        HEAP,
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-Djava.awt.headless=true",
                        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                        "-cp",
                        CLASS_PATH,
                        PdfInspection.class.getName(),
                        file.toAbsolutePath().toString()));
        return words;
    }

    /// Only what the reader needs (commons-logging may stand on SLF4J, without anything to write
    /// to), wherever this program got it from: folders in tests, jars beside each other in an
    /// installation.
    private static final String CLASS_PATH =
            String.join(
                    System.getProperty("path.separator"),
                    Stream.of(
                                    PdfInspection.class,
                                    Loader.class,
                                    RandomAccessRead.class,
                                    FontBoxFont.class,
                                    LogFactory.class,
                                    LoggerFactory.class)
                            .map(PdfInspector::placeOf)
                            .distinct()
                            .toList());

    private static String placeOf(Class<?> type) {
        try {
            var place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (!place.getScheme().equals("file") || !Files.exists(Path.of(place))) {
                throw new IllegalStateException(
                        "Sala runs from an unpacked jar, not from within " + place);
            }
            return Path.of(place).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
