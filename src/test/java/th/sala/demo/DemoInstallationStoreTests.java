package th.sala.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.registers.Registers;

@SalaTest
@TestPropertySource(properties = {"sala.demo=true", "sala.demo.only=province"})
class DemoInstallationStoreTests {
    @Autowired DemoInstallation demo;
    @Autowired Registry registry;
    @Autowired Organisation organisation;
    @Autowired Accounts accounts;
    @Autowired Registers registers;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    @Value("${sala.data}")
    Path data;

    @Test
    void theProvinceAndItsDistrictsAreThere() {
        assertThat(registry.local())
                .extracting(agency -> agency.name())
                .containsExactlyInAnyOrder("จังหวัดศรีสมุทร", "อำเภอท่าเกลือ", "อำเภอเกาะนางนวล");
        var governor = registry.authorised("thanakorn.w@srisamut.example", LocalDate.now(clock));
        assertThat(governor).get().extracting("position").isEqualTo("ผู้ว่าราชการจังหวัดศรีสมุทร");
    }

    @Test
    void whoActsForAnotherTodayIsRegistered() {
        var acting = registry.authorised("siriporn.s@srisamut.example", LocalDate.now(clock));
        assertThat(acting).isPresent();
        var later = LocalDate.now(clock).plusDays(4);
        assertThat(registry.authorised("siriporn.s@srisamut.example", later)).isEmpty();
    }

    @Test
    void aMeetingOfOldWasHeldAtItsTime() {
        var province =
                registry.local().stream()
                        .filter(agency -> agency.name().equals("จังหวัดศรีสมุทร"))
                        .findFirst()
                        .orElseThrow();
        var opened =
                AgencyScope.within(
                        province.id(),
                        () ->
                                transaction.execute(_ ->
                                        db.sql(
                                                        """
                                                        SELECT opened_at::date FROM meetings.meeting
                                                         WHERE state = 'ENDED' AND rules = 'NCPO_74'
                                                        """)
                                                .query(LocalDate.class)
                                                .list()));
        assertThat(opened).containsExactly(LocalDate.of(2020, 3, 24));
    }

    @Test
    void everybodyCanSignInWithThePasswordOfTheFile() throws IOException {
        var file = data.resolve("demo-accounts.tsv");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).isEqualTo("username\tpassword\troles\tagency\tname\tposition");
        assertThat(lines).hasSize(1 + 13 + 6 + 6);
        var governor = lines.stream().filter(line -> line.startsWith("thanakorn.w\t")).findFirst();
        assertThat(governor.orElseThrow())
                .endsWith("\tนายธนากร วารีรักษ์\tผู้ว่าราชการจังหวัดศรีสมุทร");
        var password = governor.orElseThrow().split("\t")[1];
        var agency = DemoAgency.all().getFirst().id();
        AgencyScope.within(
                agency,
                () -> {
                    var account =
                            accounts.of(agency).stream()
                                    .filter(one -> one.username().equals("thanakorn.w"))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(accounts.passwordIs(account.id(), password)).isTrue();
                });
    }

    @Test
    void theChainOfCommandLeadsToTheGovernor() {
        var agency = DemoAgency.all().getFirst().id();
        AgencyScope.within(
                agency,
                () -> {
                    var clerk =
                            organisation.officials(agency).stream()
                                    .filter(one -> one.mail().startsWith("sudarat.b@"))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(organisation.chainAbove(agency, clerk.id()))
                            .extracting(position -> position.title())
                            .containsExactly(
                                    "ผู้อำนวยการกลุ่มงานอำนวยการ",
                                    "หัวหน้าสำนักงานจังหวัดศรีสมุทร",
                                    "รองผู้ว่าราชการจังหวัดศรีสมุทร",
                                    "ผู้ว่าราชการจังหวัดศรีสมุทร");
                    assertThat(
                                    organisation.isCorrespondenceOfficer(
                                            clerk.id(), LocalDate.now(clock)))
                            .isTrue();
                });
    }

    @Test
    void oneLeaveIsApprovedAndOneWaits() {
        assertThat(leave()).containsExactly("APPROVED VACATION", "WAITING PERSONAL");
        demo.start();
        assertThat(leave()).containsExactly("APPROVED VACATION", "WAITING PERSONAL");
    }

    private List<String> leave() {
        return AgencyScope.within(
                DemoAgency.all().getFirst().id(),
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql(
                                                        "SELECT state || ' ' || kind FROM leave.request ORDER BY 1")
                                                .query(String.class)
                                                .list())));
    }

    @Test
    void aSecondStartChangesNothing() throws IOException {
        var before = Files.readString(data.resolve("demo-accounts.tsv"));
        demo.start();
        assertThat(Files.readString(data.resolve("demo-accounts.tsv"))).isEqualTo(before);
    }
}
