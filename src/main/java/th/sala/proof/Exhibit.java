package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An entry of the log as an outsider gets it: the leaf, what the record said, and the proof that
/// the leaf stands at its place. As text: three sections with empty lines between them.
///
/// @param statement nothing where it was disposed of, or is not for the reader
/// @param path from the leaf to the root; empty where the whole log is beside it, or has one entry
public record Exhibit(String leaf, Optional<Statement> statement, long index, List<Hash> path) {
    private static final String SALT = "salt ";
    private static final String WITHHELD = "statement withheld\n";
    private static final String INDEX = "index ";

    /// @throws IllegalArgumentException if the index is negative
    public Exhibit {
        if (index < 0) {
            throw new IllegalArgumentException("entry " + index);
        }
        path = List.copyOf(path);
    }

    public Entry entry() {
        return Entry.parse(leafBytes());
    }

    public byte[] leafBytes() {
        return leaf.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether the statement is the one that the entry commits to; true where there is none.
    ///
    /// @throws IllegalArgumentException if the leaf is no entry
    public boolean fits() {
        return fits(entry());
    }

    boolean fits(Entry entry) {
        return statement.map(said -> said.commitment().equals(entry.commitment())).orElse(true);
    }

    public boolean isIn(Checkpoint checkpoint) {
        return MerkleTree.isIncluded(
                Hash.leaf(leafBytes()), index, checkpoint.size(), path, checkpoint.root());
    }

    @Override
    public String toString() {
        var said =
                statement
                        .map(known ->
                                SALT
                                        + HexFormat.of().formatHex(known.salt())
                                        + '\n'
                                        + known.fields())
                        .orElse(WITHHELD);
        var proof = path.stream().map(hash -> hash.base64() + '\n').collect(Collectors.joining());
        return leaf + '\n' + said + '\n' + INDEX + index + '\n' + proof;
    }

    /// @throws IllegalArgumentException if it is not what [#toString] writes, to the letter
    public static Exhibit parse(String text) {
        var sections = Fields.split(text, "\n\n");
        if (sections.size() != 3) {
            throw new IllegalArgumentException(sections.size() + " sections");
        }
        var proof = Fields.split(sections.get(2), "\n");
        if (proof.isEmpty() || !proof.getFirst().startsWith(INDEX)) {
            throw new IllegalArgumentException("no index");
        }
        var index = Long.parseLong(proof.getFirst().substring(INDEX.length()));
        var path = proof.stream().skip(1).map(Hash::ofBase64).toList();
        var statement = statement(sections.get(1) + '\n');
        var parsed = new Exhibit(sections.get(0) + '\n', statement, index, path);
        if (!parsed.toString().equals(text)) {
            throw new IllegalArgumentException("not written as exhibits are");
        }
        return parsed;
    }

    private static Optional<Statement> statement(String section) {
        if (section.equals(WITHHELD)) {
            return Optional.empty();
        }
        var end = section.indexOf('\n');
        var salt = section.substring(0, end);
        if (!salt.startsWith(SALT)) {
            throw new IllegalArgumentException("no salt");
        }
        return Optional.of(
                new Statement(
                        HexFormat.of().parseHex(salt, SALT.length(), salt.length()),
                        Fields.parse(section.substring(end + 1))));
    }

    private static final String BETWEEN = "\n=\n\n";

    /// Several in one file.
    public static String file(List<Exhibit> exhibits) {
        return exhibits.stream().map(Exhibit::toString).collect(Collectors.joining(BETWEEN));
    }

    /// @throws IllegalArgumentException if one of them is none
    public static List<Exhibit> parseFile(String file) {
        if (file.endsWith(BETWEEN)) {
            throw new IllegalArgumentException("nothing after the last separator");
        }
        return Fields.split(file, BETWEEN).stream().map(Exhibit::parse).toList();
    }
}
