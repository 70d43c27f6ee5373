package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.proof.Fields;

class ActTests {
    private static final Instant AT = Instant.parse("2026-11-21T02:03:04.123456789Z");

    private final UUID record = UUID.randomUUID();
    private final Fields said = Fields.none().with("subject", "เรื่อง");

    @Test
    void saysWhatWasDone() {
        var act = Act.done("letter.sent", "letter", record, AT, said);
        assertThat(act.reference()).isEqualTo("letter " + record);
        assertThat(act.record()).isEqualTo(record);
        assertThat(act.outcome()).isEqualTo("done");
        assertThat(act.said()).isEqualTo(said);
        assertThat(act.at())
                .as("as the database keeps it")
                .isEqualTo(Instant.parse("2026-11-21T02:03:04.123456Z"));
    }

    @Test
    void saysWhatWasRefused() {
        assertThat(Act.refused("letter.sent", record, AT, "C4"))
                .isEqualTo(
                        new Act(
                                "letter.sent",
                                "record " + record,
                                record,
                                AT,
                                "refused C4",
                                Fields.none()));
        assertThat(Act.refused("page.closed", null, AT, "C4").reference()).isEqualTo("-");
    }

    @Test
    void wordsComeAlongWithTheRestUnchanged() {
        var act = Act.done("key.rotated", AT, Fields.none());
        assertThat(act.reference()).isEqualTo("-");
        assertThat(act.record()).isNull();
        assertThat(act.saying(said)).isEqualTo(new Act("key.rotated", "-", null, AT, "done", said));
        assertThat(act.about("sala-x/evidence/1 7"))
                .isEqualTo(
                        new Act(
                                "key.rotated",
                                "sala-x/evidence/1 7",
                                null,
                                AT,
                                "done",
                                Fields.none()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "letter",
                "letter.",
                ".sent",
                "letter sent",
                "Letter.sent",
                "letter..sent",
                "letter.sent\n",
                ""
            })
    void hasAName(String name) {
        assertThatThrownBy(() -> Act.done(name, AT, said))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoActsElsewhereOrByAnotherRightIsTheSamePerson() {
        var agency = UUID.randomUUID();
        var other = UUID.randomUUID();
        var who = new Actor(agency, record, "สมหญิง", "passkey", "role HEAD from 2026-01-01");
        assertThat(who.in(other))
                .isEqualTo(
                        new Actor(other, record, "สมหญิง", "passkey", "role HEAD from 2026-01-01"));
        assertThat(who.by("-")).isEqualTo(new Actor(agency, record, "สมหญิง", "passkey", "-"));
        assertThat(Actor.program(agency)).isEqualTo(new Actor(agency, null, "", "system", "-"));
        assertThat(Actor.unknown(agency)).isEqualTo(new Actor(agency, null, "", "unknown", "-"));
    }
}
