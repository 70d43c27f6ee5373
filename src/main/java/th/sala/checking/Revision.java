package th.sala.checking;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import th.sala.reader.Change;

/// What one signature or timestamp in a PDF speaks of.
///
/// @param range as the file says it: place and length of two parts, between which the signature is
/// @param end of it, in bytes from the beginning of the file
/// @param isLast whether nothing stands behind it
/// @param name of the signer, as the file says it and nothing shows
/// @param changes what is different in the document now
record Revision(
        List<BigInteger> range,
        long end,
        boolean isLast,
        boolean isStamp,
        String name,
        Set<Change> changes) {
    Revision with(Change change) {
        var more = EnumSet.of(change);
        more.addAll(changes);
        return new Revision(range, end, isLast, isStamp, name, more);
    }

    boolean isAltered() {
        return changes.stream().anyMatch(Change::isAlteration);
    }
}
