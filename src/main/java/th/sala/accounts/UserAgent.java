package th.sala.accounts;

import java.util.Arrays;
import java.util.Optional;

/// Which browser somebody uses, in plain words, from what it says of itself.
///
/// @param program such as Firefox; empty if it is none that we know
/// @param system such as Windows; empty likewise
public record UserAgent(Optional<String> program, Optional<String> system) {
    private static final int LONGEST = 300;

    /// A mark, and what it means. Browsers bear the marks of those they want to be taken for, so
    /// the first that fits counts.
    private record Mark(String mark, String name) {}

    private static final Mark[] PROGRAMS = {
        new Mark("Line/", "LINE"),
        new Mark("Edg", "Microsoft Edge"),
        new Mark("OPR/", "Opera"),
        new Mark("SamsungBrowser/", "Samsung Internet"),
        new Mark("Firefox/", "Firefox"),
        new Mark("FxiOS/", "Firefox"),
        new Mark("CriOS/", "Chrome"),
        new Mark("Chrome/", "Chrome"),
        new Mark("Safari/", "Safari")
    };

    private static final Mark[] SYSTEMS = {
        new Mark("iPhone", "iPhone"),
        new Mark("iPad", "iPad"),
        new Mark("Android", "Android"),
        new Mark("Windows", "Windows"),
        new Mark("CrOS", "ChromeOS"),
        new Mark("Mac OS X", "macOS"),
        new Mark("Linux", "Linux")
    };

    public static UserAgent of(String header) {
        return new UserAgent(named(PROGRAMS, header), named(SYSTEMS, header));
    }

    /// As much of the header as is worth keeping.
    static String kept(String header) {
        return header.substring(0, Math.min(LONGEST, header.length()));
    }

    private static Optional<String> named(Mark[] marks, String header) {
        return Arrays.stream(marks)
                .filter(mark -> header.contains(mark.mark()))
                .map(Mark::name)
                .findFirst();
    }
}
