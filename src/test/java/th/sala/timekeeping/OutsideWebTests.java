package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.proof.Hash;
import th.sala.telework.OutsideDay;

class OutsideWebTests extends KeptRegister {
    private static final UUID SOMEBODY = UUID.randomUUID();

    /// As module telework keeps it once the head has ordered it.
    private void isOrdered(LocalDate day) {
        within(() -> {
            var order = UUID.randomUUID();
            var agreement = UUID.randomUUID();
            db.sql("INSERT INTO telework.person VALUES (?, ?)")
                    .params(own.id, own.officer)
                    .update();
            db.sql(
                            """
                            INSERT INTO telework.work_order (agency_id, id, kind, words, by, name, title, at)
                            VALUES (?, ?, 'OUTSIDE', '', ?, 'a', 'b', now())
                            """)
                    .params(own.id, order, own.governor)
                    .update();
            db.sql(
                            """
                            INSERT INTO telework.agreement (agency_id, id, official, name, title, unit, way, reasons, work,
                                work_words, form, days, pattern, first_day, last_day, place_kind, place, contact, state,
                                since, words, work_order, version, made_at)
                            VALUES (?, ?, ?, 'a', 'b', '', 'VOLUNTEERED', '', 'WHOLE', '', 'WEEK', 2, '', ?, ?, 'RESIDENCE',
                                'บ้านเลขที่ ๙', '08', 'ORDERED', now(), '', ?, 1, now())
                            """)
                    .params(own.id, agreement, own.officer, day, day.plusDays(30), order)
                    .update();
            db.sql(
                            "INSERT INTO telework.day (agency_id, official, day, agreement) VALUES (?, ?, ?, ?)")
                    .params(own.id, own.officer, day, agreement)
                    .update();
            return true;
        });
    }

    private void asksPosition() {
        within(() -> {
            office.decide(
                    administrator,
                    MONDAY,
                    15,
                    true,
                    LocalTime.of(12, 0),
                    LocalTime.of(13, 0),
                    true,
                    "ประกาศใหม่");
            return true;
        });
    }

    private MockMvcRequestBuilder marked(String place) {
        return post(clerk, "/timekeeping/marks/outside")
                .param("sense", "ARRIVAL")
                .param("place", place);
    }

    private List<String> kept() {
        return within(() ->
                db.sql(
                                """
                                SELECT concat_ws(' ', way, place, agreed, latitude, longitude)
                                  FROM timekeeping.mark m LEFT JOIN timekeeping.position p ON p.agency_id = m.agency_id AND p.mark = m.id
                                 WHERE m.agency_id = :agency ORDER BY at
                                """)
                        .param("agency", own.id)
                        .query(String.class)
                        .list());
    }

    private String salt() {
        return within(() ->
                db.sql("SELECT salt FROM timekeeping.mark WHERE agency_id = :agency")
                        .param("agency", own.id)
                        .query(String.class)
                        .single());
    }

    @ParameterizedTest(name = "T3 ข้อ 5: ordered for {0}, marked on {1}: {2}")
    @CsvSource({
        "2026-11-23, 2026-11-23, true",
        "2026-11-23, 2026-11-22, false",
        "2026-11-23, 2026-11-24, false"
    })
    void onlyOnADayThatIsOrdered(LocalDate ordered, LocalDate day, boolean may) {
        var days = List.of(new OutsideDay(SOMEBODY, ordered, "บ้าน", UUID.randomUUID()));
        if (may) {
            CheckIn.mustBeOrdered(days, SOMEBODY, day);
        } else {
            assertThatThrownBy(() -> CheckIn.mustBeOrdered(days, SOMEBODY, day))
                    .isInstanceOf(CheckIn.NotOrdered.class);
        }
        assertThatThrownBy(() -> CheckIn.mustBeOrdered(days, own.deputy, day))
                .isInstanceOf(CheckIn.NotOrdered.class);
    }

    @Test
    @DisplayName(
            "L18 ข้อ 11 วรรคสอง: with an order for today time is marked outside, with the place")
    void withAnOrderTimeIsMarkedOutside() {
        isOrdered(MONDAY);
        assertThat(page(clerk, "/timekeeping"))
                .bodyText()
                .contains("นอกสถานที่ตั้งตามคำสั่ง", "บ้านเลขที่ ๙")
                .doesNotContain("ยินยอม");
        assertThat(marked("บ้านเลขที่ ๙").param("latitude", "13.75").param("longitude", "100.5"))
                .hasRedirectedUrl("/timekeeping");
        assertThat(kept())
                .as("nobody asked for the position")
                .containsExactly("OUTSIDE บ้านเลขที่ ๙");
        assertThat(page(clerk, "/timekeeping")).bodyText().contains("นอกสถานที่ตั้ง");
        assertThat(page(governor, "/timekeeping/register"))
                .bodyText()
                .contains("นอกสถานที่ตั้ง")
                .doesNotContain("บ้านเลขที่");
        var days = "/timekeeping/people/" + own.officer;
        assertThat(page(deputy, days)).bodyText().contains("บ้านเลขที่ ๙");
        assertThat(page(keeper, days)).bodyText().doesNotContain("บ้านเลขที่");
        assertThat(evidence("timekeeping.marked"))
                .singleElement()
                .asString()
                .contains("OUTSIDE", Hash.salted(salt(), "บ้านเลขที่ ๙").hex())
                .doesNotContain("บ้านเลขที่");
        assertThat(evidence("timekeeping.position-asked")).isEmpty();
    }

    @Test
    @DisplayName("T3 ข้อ 5: without an order for today nobody marks their time outside")
    void withoutAnOrderNobodyDoes() {
        isOrdered(MONDAY.plusDays(1));
        assertThat(marked("บ้าน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันนี้ไม่มีคำสั่งให้ท่านปฏิบัติราชการนอกสถานที่ตั้ง", "ข้อ 5");
        assertThat(kept()).isEmpty();
        assertThat(page(clerk, "/timekeeping"))
                .bodyText()
                .doesNotContain("/timekeeping/marks/outside");
    }

    @Test
    @DisplayName("X6: a position is kept only if the agency asks and the person agrees, each time")
    void aPositionNeedsTheAgencyAndThePerson() {
        isOrdered(MONDAY);
        asksPosition();
        assertThat(page(clerk, "/timekeeping"))
                .bodyText()
                .contains("ยินยอมให้บันทึกตำแหน่งที่อยู่");
        marked("บ้าน").param("latitude", "13.75").param("longitude", "100.5").exchange();
        clock.set(MORNING.plusMinutes(2));
        marked("บ้าน")
                .param("agrees", "true")
                .param("latitude", "13.7563309")
                .param("longitude", "100.5017651")
                .exchange();
        clock.set(MORNING.plusMinutes(4));
        marked("บ้าน").param("agrees", "true").exchange();
        assertThat(kept())
                .containsExactly(
                        "OUTSIDE บ้าน f", "OUTSIDE บ้าน t 13.75633 100.50177", "OUTSIDE บ้าน t");
        assertThat(evidence("timekeeping.position-asked"))
                .hasSize(3)
                .noneMatch(said -> said.contains("13.7"))
                .element(1)
                .asString()
                .contains("agrees true", "position-given true");
        assertThat(
                        marked("บ้าน")
                                .param("agrees", "true")
                                .param("latitude", "91")
                                .param("longitude", "0"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void thePlaceIsSaid() {
        isOrdered(MONDAY);
        assertThat(marked(" ")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(marked("ก".repeat(201))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(kept()).isEmpty();
    }

    @Test
    void theButtonPressedTwiceMarksOnce() {
        isOrdered(MONDAY);
        asksPosition();
        marked("บ้าน").exchange();
        marked("บ้าน").exchange();
        assertThat(kept()).hasSize(1);
        assertThat(Objects.requireNonNull(evidence("timekeeping.position-asked"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "90, 180, true",
        "-90, -180, true",
        "90.00001, 0, false",
        "0, 180.1, false",
        "x, 1, false",
        "1e9, 1, false",
        "1e-300, 1, false"
    })
    void readsDegrees(String latitude, String longitude, boolean readable) {
        assertThat(GeoPosition.read(latitude, longitude).isPresent()).isEqualTo(readable);
    }
}
