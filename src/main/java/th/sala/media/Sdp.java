package th.sala.media;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A description of a connection (RFC 8866) as browsers send it, looked through before the media
/// server sees it: what is too large, too odd or asks for what nobody offers stops here.
record Sdp(String text, List<String> kinds) {
    /// Chromium's offer of camera and microphone has 6 KB, its answer to a hundred tracks 150 KB.
    private static final int LONGEST = 512 << 10;

    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_SECTIONS = 400;
    private static final int LONGEST_OFFER = 64 << 10;

    /// One of each, and what was there before in a connection that is negotiated anew.
    private static final int MOST_SENT = 1;

    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";
    private static final Set<String> KINDS = Set.of(AUDIO, VIDEO);
    private static final Pattern LINE = Pattern.compile("[a-z]=[^\\p{Cntrl}]*");
    private static final Pattern SECTION = Pattern.compile("m=([a-z]+) [0-9]{1,5} [A-Z/]+ [0-9 ]+");

    /// `a=candidate:1 1 udp 2015363327 10.77.0.1 20000 typ host`
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "^a=candidate:\\S+ \\d+ \\S+ \\d+ (\\S+) \\d+ typ \\S+", Pattern.MULTILINE);

    /// What a device wants to send.
    ///
    /// @throws MediaTrouble if it is anything but one audio, one video or both
    static Sdp offer(String text) {
        var sdp = of(text, LONGEST_OFFER);
        for (var kind : KINDS) {
            if (sdp.kinds.stream().filter(kind::equals).count() > MOST_SENT) {
                throw bad();
            }
        }
        return sdp;
    }

    /// The same for sound alone.
    ///
    /// @throws MediaTrouble if it is anything else
    static Sdp voice(String text) {
        var sdp = offer(text);
        if (sdp.kinds.contains(VIDEO)) {
            throw bad();
        }
        return sdp;
    }

    /// What a device says to what it is to receive.
    ///
    /// @throws MediaTrouble if it is no description of audio and video
    static Sdp answer(String text) {
        return of(text, LONGEST);
    }

    private static Sdp of(String text, int longest) {
        if (text.length() > longest || !text.startsWith("v=0\r\n")) {
            throw bad();
        }
        var lines = text.split("\r\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].length() > LONGEST_LINE || !LINE.matcher(lines[i]).matches()) {
                throw bad();
            }
        }
        if (!lines[lines.length - 1].isEmpty()) {
            throw bad();
        }
        return new Sdp(text, kinds(lines));
    }

    private static List<String> kinds(String[] lines) {
        var kinds =
                java.util.Arrays.stream(lines)
                        .filter(line -> line.startsWith("m="))
                        .map(Sdp::kind)
                        .toList();
        if (kinds.isEmpty() || kinds.size() > MOST_SECTIONS) {
            throw bad();
        }
        return kinds;
    }

    private static String kind(String line) {
        var section = SECTION.matcher(line);
        if (!section.matches() || !KINDS.contains(section.group(1))) {
            throw bad();
        }
        return section.group(1);
    }

    private static MediaTrouble bad() {
        return new MediaTrouble(MediaTrouble.Reason.BAD_OFFER);
    }

    /// Where a description says that audio and video may be sent to.
    static Set<String> addresses(String text) {
        var addresses = new TreeSet<String>();
        var found = CANDIDATE.matcher(text);
        while (found.find()) {
            addresses.add(found.group(1));
        }
        return addresses;
    }
}
