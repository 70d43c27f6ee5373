package th.sala.media;

import static th.sala.law.Instrument.MICT_57;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Dossier;
import th.sala.evidence.Evidence;
import th.sala.law.Clause;
import th.sala.proof.Fields;
import th.sala.proof.Hash;

/// ข้อมูลจราจรทางคอมพิวเตอร์ของการประชุม: who was connected from where to where, when, for how long
/// and with how much. Only added to: the database gives the program no right to change or delete
/// it.
///
/// Calls are made in the agency's scope, by whoever has looked that an auditor asks and leaves
/// evidence of it.
@Service
@Transactional
public class TrafficData {
    private final TrafficParts parts;
    private final Evidence evidence;
    private final Clock clock;

    TrafficData(TrafficParts parts, Evidence evidence, Clock clock) {
        this.parts = parts;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Takes down what went over connections of a room, and in evidence the digest of all of it.
    @Clause(id = "M12", of = MICT_57, value = "ภาคผนวก ข้อ 2")
    void add(UUID agency, UUID room, List<TrafficPart> some) {
        var file = Hash.sha256(text(some)).hex();
        for (int number = 0; number < some.size(); number++) {
            parts.add(some.get(number), file, number);
        }
        var said = Fields.none().with("rows", some.size()).with("file", file + " traffic.csv");
        evidence.record(
                Actor.program(agency),
                Act.done("media.traffic", "room", room, clock.instant(), said));
    }

    private static String text(List<TrafficPart> some) {
        return some.stream().map(part -> part.line() + "\n").collect(Collectors.joining());
    }

    /// Each connection of a room as a whole, the one begun first first.
    @Transactional(readOnly = true)
    public List<TrafficPart> of(UUID agency, UUID room) {
        var whole = new LinkedHashMap<List<String>, TrafficPart>();
        for (var filed : parts.ofRoom(agency, room)) {
            var part = filed.part();
            whole.merge(
                    List.of(part.origin(), part.source(), part.destination()),
                    part,
                    TrafficPart::and);
        }
        return whole.values().stream().sorted(Comparator.comparing(TrafficPart::begun)).toList();
    }

    /// Puts a room's traffic data into a bundle, in the files of which its entries speak.
    @Transactional(readOnly = true)
    public Dossier into(Dossier dossier, UUID agency, UUID room) {
        var files =
                parts.ofRoom(agency, room).stream()
                        .collect(
                                Collectors.groupingBy(
                                        TrafficParts.Filed::file,
                                        Collectors.mapping(
                                                TrafficParts.Filed::part, Collectors.toList())));
        files.forEach((file, some) -> {
            var content = text(some).getBytes(StandardCharsets.UTF_8);
            dossier.file(file, "csv", out -> out.write(content));
        });
        return dossier.entriesOf(List.of(room));
    }
}
