package th.sala.mail;

/// Text whose paragraphs were broken into lines for the way (`format=flowed`, RFC 3676), put
/// together again: a subject in two lines would be read as half of one.
final class Flowed {
    private static final String SIGNATURE = "-- ";

    private Flowed() {}

    /// @param text of lines ended by `\n`
    /// @param isSpaceDropped whether the space that marks a broken line belongs to no word
    ///   (`DelSp=yes`), as in Thai
    static String joined(String text, boolean isSpaceDropped) {
        var joined = new StringBuilder();
        int openDepth = -1;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            var depth = depth(line);
            var content = unstuffed(line.substring(depth));
            if (openDepth != depth || content.equals(SIGNATURE)) {
                joined.append(joined.isEmpty() ? "" : "\n").append(quote(depth));
            }
            var isOpen = content.endsWith(" ") && !content.equals(SIGNATURE);
            var isCut = isOpen && isSpaceDropped;
            joined.append(isCut ? content.substring(0, content.length() - 1) : content);
            openDepth = isOpen ? depth : -1;
        }
        return joined.toString();
    }

    private static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }

    private static String unstuffed(String content) {
        return content.startsWith(" ") ? content.substring(1) : content;
    }

    private static String quote(int depth) {
        return depth == 0 ? "" : ">".repeat(depth) + " ";
    }
}
