package th.sala.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Message ids, with their angle brackets.
final class MessageIds {
    /// Longer ones are not kept: an index could not hold them.
    private static final int LONGEST = 500;

    private static final int MOST_REFERENCES = 100;
    private static final Pattern ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,498}>");
    private static final Pattern BARE = Pattern.compile("[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,498}");

    private MessageIds() {}

    static boolean isUsable(String id) {
        return id.length() <= LONGEST && ID.matcher(id).matches();
    }

    /// The id that a header says, or one made of the mail's bytes if it says none.
    static String of(String header, String sha256) {
        var found = ID.matcher(header);
        if (found.find()) {
            return found.group();
        }
        var bare = header.strip();
        return BARE.matcher(bare).matches() ? "<" + bare + ">" : ofBytes(sha256);
    }

    static String ofBytes(String sha256) {
        return "<" + sha256 + "@sha256.invalid>";
    }

    /// All ids in the header, in its order.
    static List<String> all(String header) {
        var ids = new ArrayList<String>();
        var found = ID.matcher(header);
        while (ids.size() < MOST_REFERENCES && found.find()) {
            ids.add(found.group());
        }
        return ids;
    }
}
