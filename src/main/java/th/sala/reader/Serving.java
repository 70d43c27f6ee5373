package th.sala.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/// How such a program lives: it takes one file after the other from standard input and says on
/// standard output what was asked. It opens nothing; whatever a file does to it, it does to nobody
/// else; memory and time are limited by who started it.
public final class Serving {
    /// An orphan ends itself, long after it would have been killed.
    private static final int GLANCES = 60;

    private static final Duration GLANCE = Duration.ofSeconds(5);

    /// What a program does.
    public interface Work {
        /// Does everything once, before the first foreign byte: afterwards nothing can be loaded.
        void warm() throws IOException;

        /// @param file is read to its end
        Answer answer(Request request, InputStream file) throws IOException;
    }

    private Serving() {}

    /// Until the end of standard input.
    ///
    /// @param args the milliseconds of a processor after which it would be killed
    public static void serve(String[] args, Work work) throws IOException {
        Budget.allow(Duration.ofMillis(Long.parseLong(args[0])));
        var in =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        var out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // what libraries print is no part of the answer
        System.setOut(System.err);
        ImageIO.setUseCache(false);
        FontMappers.set(new OneFont());
        var busy = new AtomicInteger();
        Thread.ofPlatform().daemon(true).start(() -> endInTime(busy));
        work.warm();
        Wire.ready(out);
        for (var request = Wire.request(in); request.isPresent(); request = Wire.request(in)) {
            busy.set(1);
            Wire.answer(out, work.answer(request.get(), new Part(in, Wire.size(in))));
            busy.set(0);
        }
    }

    /// Idle it needs nothing of the kind: then the end of its input is its own.
    private static void endInTime(AtomicInteger busy) {
        while (busy.get() < GLANCES) {
            LockSupport.parkNanos(GLANCE.toNanos());
            busy.updateAndGet(glances -> glances == 0 ? 0 : glances + 1);
        }
        Runtime.getRuntime().halt(1);
    }
}
