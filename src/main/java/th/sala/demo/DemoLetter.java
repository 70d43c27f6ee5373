package th.sala.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// One of the forty letters: its text, and beside it the PDF that the agency made of it.
///
/// In `demo/letters/NN.txt` lines `key: value` come first (`to`, `reference` and `enclosure` as
/// often as needed), then an empty line, then the paragraphs. Digits are 0-9.
///
/// @param id `01` to `40`, in order of date; within each series of numbers they follow each other
/// @param number `ศม 0017.2/ว 4105`
/// @param urgency as it stands on the letter; empty if it has none
/// @param from the address of the authorised person who signs
/// @param to the addresses of the authorised persons it goes to
/// @param addressee after เรียน
/// @param position below the signer's name, line by line
/// @param proposal what the addressee is asked to consider or do, for the mail's body (C5)
/// @param text the paragraphs, with an empty line between two
record DemoLetter(
        String id,
        String number,
        LocalDate date,
        Optional<String> urgency,
        String from,
        List<String> to,
        String subject,
        String addressee,
        List<String> references,
        List<String> enclosures,
        List<String> position,
        String telephone,
        String proposal,
        String text) {
    private static final int COUNT = 40;
    private static final String CIRCULAR = "ว ";

    static List<DemoLetter> all() {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj("%02d"::formatted)
                .map(id -> {
                    var bytes = Table.bytes("letters/" + id + ".txt");
                    return read(id, new String(bytes, StandardCharsets.UTF_8));
                })
                .toList();
    }

    static DemoLetter read(String id, String file) {
        var end = file.indexOf("\n\n");
        var fields = new HashMap<String, List<String>>();
        for (var line : file.substring(0, end).split("\n", -1)) {
            var colon = line.indexOf(": ");
            fields.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(line.substring(colon + 2));
        }
        return new DemoLetter(
                id,
                one(fields, "number"),
                LocalDate.parse(one(fields, "date")),
                many(fields, "urgency").stream().findFirst(),
                one(fields, "from"),
                many(fields, "to"),
                one(fields, "subject"),
                one(fields, "addressee"),
                many(fields, "reference"),
                many(fields, "enclosure"),
                many(fields, "position").stream()
                        .flatMap(lines -> java.util.Arrays.stream(lines.split(" \\| ")))
                        .toList(),
                one(fields, "telephone"),
                one(fields, "proposal"),
                file.substring(end + 2).strip());
    }

    private static List<String> many(HashMap<String, List<String>> fields, String key) {
        return List.copyOf(fields.getOrDefault(key, List.of()));
    }

    private static String one(HashMap<String, List<String>> fields, String key) {
        var values = Objects.requireNonNull(fields.get(key), key);
        if (values.size() != 1) {
            throw new IllegalStateException(key + " stands more than once");
        }
        return values.getFirst();
    }

    byte[] pdf() {
        return Table.bytes("letters/" + id + ".pdf");
    }

    /// As an office names such a file: `ศม 0017.2-ว 4105.pdf`.
    String fileName() {
        return number.replace('/', '-') + ".pdf";
    }

    String ownerCode() {
        return number.substring(0, number.indexOf('/'));
    }

    boolean isCircular() {
        return afterSlash().startsWith(CIRCULAR);
    }

    /// Its place in its series.
    int sequence() {
        return Integer.parseInt(isCircular() ? afterSlash().substring(2) : afterSlash());
    }

    private String afterSlash() {
        return number.substring(number.indexOf('/') + 1);
    }
}
