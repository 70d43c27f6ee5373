package th.sala.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// `./sala bench pages`: what a browser fetches on a first visit with nothing kept, on the next
/// page, and how long `./sala run` on data that is there takes until the first page is answered.
///
/// Bytes are what came over the wire, headers too, as Chromium counts them.
public final class PagesBench {
    private static final int STARTS = 5;
    private static final double KILO = 1000;
    private static final PrintStream OUT = System.out;

    private record Visit(int requests, long bytes) {}

    private PagesBench() {}

    public static void main(String[] args) {
        try (var installation = Installation.of("bench-pages").with("SALA_DEMO_ONLY", "province");
                var browser = Browser.open()) {
            installation.start();
            var person = installation.person("sudarat.b");
            var first = browser.desktop(installation);
            print("first visit, sign-in page, nothing kept", visit(first, "/sign-in"));
            browser.signIn(first, person);
            first.waitForLoadState(LoadState.NETWORKIDLE);
            print("Today again, all kept", visit(first, "/"));

            var fresh = browser.desktop(installation);
            fresh.context().addCookies(first.context().cookies());
            print("first visit, Today, nothing kept", visit(fresh, "/"));
            installation.stop();

            var starts = new double[STARTS];
            var work = new double[STARTS];
            for (int i = 0; i < STARTS; i++) {
                starts[i] = secondsToTheFirstPage(installation);
                work[i] = processorSeconds(installation);
                installation.stop();
            }
            Arrays.sort(work);
            Arrays.sort(starts);
            OUT.printf(
                    Locale.ROOT,
                    "start to first page, %d starts: fastest %.1f s, median %.1f s, slowest %.1f s%n",
                    STARTS,
                    starts[0],
                    starts[STARTS / 2],
                    starts[STARTS - 1]);
            OUT.printf(
                    Locale.ROOT,
                    "of that the program's own work: median %.1f processor seconds%n",
                    work[STARTS / 2]);
        }
    }

    private static Visit visit(Page page, String path) {
        var requests = new AtomicInteger();
        var bytes = new AtomicLong();
        var session = page.context().newCDPSession(page);
        session.on("Network.requestWillBeSent", _ -> requests.incrementAndGet());
        session.on("Network.requestServedFromCache", _ -> requests.decrementAndGet());
        session.on("Network.loadingFinished", event -> bytes.addAndGet(lengthOf(event)));
        session.send("Network.enable");
        page.navigate(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        session.detach();
        return new Visit(requests.get(), bytes.get());
    }

    private static long lengthOf(JsonObject event) {
        return event.get("encodedDataLength").getAsLong();
    }

    private static double secondsToTheFirstPage(Installation installation) {
        var begin = System.nanoTime();
        installation.start();
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / KILO;
    }

    /// On a machine that others use too, this says more than the time on the wall.
    private static double processorSeconds(Installation installation) {
        return ProcessHandle.of(installation.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow()
                        .toMillis()
                / KILO;
    }

    private static void print(String what, Visit visit) {
        OUT.printf(
                Locale.ROOT,
                "%s: %.1f KB, %d requests%n",
                what,
                visit.bytes() / KILO,
                visit.requests());
    }
}
