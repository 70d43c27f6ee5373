package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.agencies.Authority.DIRECT;
import static th.sala.agencies.Authority.MAKE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of ETDA-63 ข้อ 1 to 3 about agencies and who acts for them.
class AgencyTests {
    private static final Agency PROVINCE = agency("จังหวัดศรีสมุทร", true, null);
    private static final Agency DISTRICT = agency("อำเภอเมืองศรีสมุทร", false, PROVINCE);
    private static final Agency OTHER_DISTRICT = agency("อำเภอบ้านเหนือ", false, PROVINCE);
    private static final Agency NEIGHBOUR = agency("จังหวัดข้างเคียง", true, null);
    private static final Agency NEIGHBOUR_DISTRICT = agency("อำเภอไกล", false, NEIGHBOUR);
    private static final Agency NOTHING = agency("สำนักงานที่ไม่ใช่นิติบุคคล", false, null);
    private static final List<Agency> ALL =
            List.of(PROVINCE, DISTRICT, OTHER_DISTRICT, NEIGHBOUR, NEIGHBOUR_DISTRICT, NOTHING);

    @ParameterizedTest(name = "C0 ข้อ 1: from {0} to {1}: {2}")
    @CsvSource(
            textBlock =
                    """
                    จังหวัดศรีสมุทร, จังหวัดข้างเคียง, Direct
                    จังหวัดศรีสมุทร, จังหวัดศรีสมุทร, Inside
                    จังหวัดศรีสมุทร, อำเภอเมืองศรีสมุทร, Inside
                    อำเภอเมืองศรีสมุทร, จังหวัดศรีสมุทร, Inside
                    อำเภอเมืองศรีสมุทร, อำเภอบ้านเหนือ, Inside
                    อำเภอเมืองศรีสมุทร, จังหวัดข้างเคียง, SenderThrough
                    อำเภอเมืองศรีสมุทร, อำเภอไกล, SenderThrough
                    จังหวัดศรีสมุทร, อำเภอไกล, ReceiverThrough
                    จังหวัดศรีสมุทร, สำนักงานที่ไม่ใช่นิติบุคคล, NoJuristicPerson
                    สำนักงานที่ไม่ใช่นิติบุคคล, จังหวัดศรีสมุทร, NoJuristicPerson
                    """)
    void exchangesBetweenJuristicPersons(String sender, String receiver, String expected) {
        var exchange = Exchange.between(line(sender), line(receiver));

        assertThat(exchange.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(exchange.isAllowed()).isEqualTo(Set.of("Direct", "Inside").contains(expected));
        exchange.refusal()
                .ifPresent(refusal ->
                        assertThat(refusal.citation().orElseThrow().id()).isEqualTo("C0"));
    }

    @ParameterizedTest(name = "C1 ข้อ 3(1): {3}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-21, saraban@srisamut.example, true, the second begins as the first ends
                    2026-11-22, saraban@srisamut.example, true, a gap while the agency is not there
                    2026-11-20, saraban@srisamut.example, false, two on one day
                    2026-11-21, ' ', false, none
                    """)
    void hasOneCentralAccountADay(LocalDate second, String address, boolean expected, String when) {
        var versions =
                List.of(
                        version(day("2026-10-01"), day("2026-11-21"), "old@srisamut.example"),
                        version(second, null, address));

        assertThat(AgencyVersion.haveOneCentralAccountADay(versions)).as(when).isEqualTo(expected);
    }

    @ParameterizedTest(name = "C2 ข้อ 3(2): named from 1 Oct until 1 Nov: {0} {1}")
    @CsvSource({"2026-09-30, false", "2026-10-01, true", "2026-10-31, true", "2026-11-01, false"})
    void hasACorrespondenceOfficer(LocalDate day, boolean expected) {
        var officer =
                new CorrespondenceOfficer(
                        id(), id(), id(), day("2026-10-01"), day("2026-11-01"), "คำสั่ง");

        assertThat(CorrespondenceOfficer.isNamed(day, List.of(officer))).isEqualTo(expected);
        assertThat(CorrespondenceOfficer.isNamed(day, List.of())).isFalse();
    }

    @ParameterizedTest(name = "C3 ข้อ 3(3): on {0} {1}: {2}")
    @CsvSource(
            textBlock =
                    """
                    2026-09-30, '',             the day before the order
                    2026-10-01, 'MAKE',         the first day
                    2026-11-09, 'MAKE',         the day before acting for the head
                    2026-11-10, 'MAKE DIRECT',  the first day of acting for the head
                    2026-11-14, 'MAKE DIRECT',  the last day of acting for the head
                    2026-11-15, 'MAKE',         the day after
                    2027-09-30, 'MAKE',         the last day
                    2027-10-01, '',             the first day without
                    """)
    void isAuthorisedInTheDaysOfTheOrderOnly(LocalDate day, String expected, String when) {
        var person = id();
        var registered =
                List.of(
                        authority(person, MAKE, "2026-10-01", "2027-10-01"),
                        acting(person, DIRECT, "2026-11-10", "2026-11-15"));

        var persons = RegisteredAuthority.persons(RegisteredAuthority.on(day, registered), _ -> "");

        var found = persons.isEmpty() ? Set.<Authority>of() : persons.getFirst().authorities();
        var names = found.stream().sorted().map(Authority::name).toList();
        assertThat(String.join(" ", names)).as(when).isEqualTo(expected);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static UUID id() {
        return UUID.randomUUID();
    }

    private static RegisteredAuthority authority(
            UUID person, Authority authority, String from, String until) {
        return line(person, authority, RegisteredAuthority.Kind.OWN, from, until);
    }

    private static RegisteredAuthority acting(
            UUID person, Authority authority, String from, String until) {
        return line(person, authority, RegisteredAuthority.Kind.ACTING, from, until);
    }

    private static RegisteredAuthority line(
            UUID person,
            Authority authority,
            RegisteredAuthority.Kind kind,
            String from,
            String until) {
        return new RegisteredAuthority(
                id(),
                id(),
                PROVINCE.id(),
                person,
                authority,
                kind,
                day(from),
                day(until),
                "นายสมชาย ใจดี",
                "รองผู้ว่าราชการจังหวัด",
                "somchai@srisamut.example",
                "",
                "คำสั่ง");
    }

    private static AgencyVersion version(
            LocalDate from, @Nullable LocalDate until, String central) {
        return new AgencyVersion(
                id(),
                PROVINCE.id(),
                from,
                until,
                "จังหวัดศรีสมุทร",
                "",
                "ศส 0017",
                true,
                null,
                "srisamut.example",
                central,
                "",
                "");
    }

    private static Agency agency(String name, boolean juristic, @Nullable Agency parent) {
        var above = parent == null ? null : parent.id();
        return new Agency(
                id(), name, "", "ศส 0017", juristic, above, "x.example", "", "", "", true);
    }

    private static List<Agency> line(String name) {
        var agency = ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return ALL.stream()
                .filter(one -> one.id().equals(agency.parent()))
                .findFirst()
                .map(parent -> List.of(agency, parent))
                .orElse(List.of(agency));
    }

    @Test
    void writesNoCellThatASpreadsheetWouldCalculate() {
        var table = new Table("ชื่อ").row(List.of("=1+1", "＝1+1", " +1", "นายหนึ่ง"));

        assertThat(new String(table.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFชื่อ\r\n'=1+1,'＝1+1,' +1,นายหนึ่ง\r\n");
    }
}
