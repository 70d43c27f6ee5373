package th.sala.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// คำย่อ: what stands for the same, `กทม.` and `กรุงเทพมหานคร`. The list is
/// `search/abbreviations.tsv` and names the source of each line.
final class Abbreviations {
    private static final Map<String, List<String>> ALIKE = alike();

    private Abbreviations() {}

    private static Map<String, List<String>> alike() {
        var alike = new HashMap<String, List<String>>();
        Lines.of("abbreviations.tsv").stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .forEach(fields -> {
                    var brief = fields[0].replace(".", "");
                    alike.computeIfAbsent(brief, _ -> new ArrayList<>(List.of(brief)))
                            .add(fields[1]);
                    alike.computeIfAbsent(fields[1], full -> new ArrayList<>(List.of(full)))
                            .add(brief);
                });
        return alike;
    }

    /// The word and all that stands for the same; abbreviations without their points.
    static List<String> alike(String word) {
        return ALIKE.getOrDefault(word, List.of(word));
    }

    /// All words of the list, abbreviations without their points.
    static Set<String> words() {
        return ALIKE.keySet();
    }
}
