package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static th.sala.agencies.Authority.DIRECT;
import static th.sala.agencies.Authority.MAKE;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.mail.Mailbox;
import th.sala.mail.Mailboxes;

@SalaTest
@Import(AgencyStoreTests.Time.class)
class AgencyStoreTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(TODAY);
        }
    }

    private static int count;

    @Autowired Registry registry;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Founding founding;
    @Autowired Accounts accounts;
    @Autowired Standing standing;
    @Autowired Addresses addresses;
    @Autowired Mailboxes mailboxes;
    @Autowired TestClock clock;
    @Autowired JdbcClient db;
    private Srisamut province;

    @BeforeEach
    void province() {
        clock.on(TODAY);
        province = new Srisamut(founding, organisation, powers, "p" + ++count + ".example");
    }

    @Test
    void isReadByEverybodyOutsideAnyScope() {
        var agency = registry.byCentralAddress("SARABAN@" + province.domain).orElseThrow();

        assertThat(agency.id()).isEqualTo(province.id);
        assertThat(agency.code()).as("with digits 0-9").isEqualTo("ศส 0017");
        assertThat(agency.local()).isTrue();
        assertThat(registry.local()).contains(agency);
        assertThat(registry.authorisedOf(province.id, TODAY))
                .extracting(AuthorisedPerson::name)
                .containsExactly("นางสาวมาลี ศรีสุข");
        assertThat(AgencyScope.within(UUID.randomUUID(), () -> organisation.units(province.id)))
                .as("what is inside the agency is not public")
                .isEmpty();
    }

    @Test
    void findsAuthorisedPersonsByAnyPartOfNamePositionAndAgency() {
        assertThat(search("มาลี", TODAY)).containsExactly("นางสาวมาลี ศรีสุข");
        assertThat(search("ผู้ว่า ศรีสมุทร", TODAY)).containsExactly("นางสาวมาลี ศรีสุข");
        assertThat(search("somchai", TODAY)).as("not authorised").isEmpty();
        assertThat(search("%", TODAY)).as("a wildcard is a letter like any other").isEmpty();
        assertThat(search("มาลี", Srisamut.SINCE.minusDays(1))).isEmpty();
        assertThat(
                        registry.authorised("Malee@" + province.domain, TODAY)
                                .orElseThrow()
                                .authorities())
                .containsExactlyInAnyOrder(MAKE, DIRECT);
    }

    @Test
    void knowsWhoWasAuthorisedOnADay() {
        within(() ->
                powers.delegate(
                        province.id,
                        Delegation.Kind.ACTING,
                        null,
                        province.governorPost,
                        province.deputy,
                        Set.of(MAKE),
                        day(25),
                        day(28),
                        "คำสั่งที่ 3"));

        assertThat(authorised("somchai", day(24))).isEmpty();
        assertThat(authorised("somchai", day(25))).containsExactly(MAKE);
        assertThat(authorised("somchai", day(27))).containsExactly(MAKE);
        assertThat(authorised("somchai", day(28))).isEmpty();
        assertThat(
                        registry.authorised("somchai@" + province.domain, day(25))
                                .orElseThrow()
                                .position())
                .isEqualTo("รองผู้ว่าราชการจังหวัด รักษาราชการแทนผู้ว่าราชการจังหวัด");
    }

    @Test
    void endsWhatWasDelegatedWithTheAuthorityItCameFrom() {
        within(() ->
                powers.delegate(
                        province.id,
                        Delegation.Kind.DELEGATED,
                        province.governor,
                        null,
                        province.deputy,
                        Set.of(MAKE),
                        TODAY,
                        null,
                        "คำสั่งที่ 4"));
        assertThat(authorised("somchai", day(30))).containsExactly(MAKE);

        var make =
                AgencyScope.within(province.id, () -> powers.mandates(province.id)).stream()
                        .filter(mandate -> mandate.official().equals(province.governor))
                        .filter(mandate -> mandate.authority() == MAKE)
                        .findFirst()
                        .orElseThrow();
        within(() -> powers.end(province.id, make.id(), day(25)));

        assertThat(authorised("somchai", day(24))).containsExactly(MAKE);
        assertThat(authorised("somchai", day(25))).isEmpty();
        assertThat(authorised("malee", day(25))).containsExactly(DIRECT);
    }

    @Test
    void givesNothingAwayThatThePrincipalLacks() {
        assertThatThrownBy(() ->
                        within(() ->
                                powers.delegate(
                                        province.id,
                                        Delegation.Kind.DELEGATED,
                                        province.officer,
                                        null,
                                        province.deputy,
                                        Set.of(MAKE),
                                        TODAY,
                                        null,
                                        "คำสั่ง")))
                .isInstanceOf(Invalid.class);
        assertThat(authorised("somchai", TODAY)).isEmpty();
    }

    @Test
    void keepsWhatStoodInTheRegistryWhenAPersonIsRenamed() {
        within(() ->
                organisation.changeOfficial(
                        province.id,
                        province.governor,
                        "นางมาลี ทองดี",
                        "malee.t@" + province.domain,
                        "0 2000 0009"));

        assertThat(registry.authorisedOf(province.id, TODAY))
                .extracting(AuthorisedPerson::name)
                .containsExactly("นางมาลี ทองดี");
        assertThat(registry.authorisedOf(province.id, TODAY.minusDays(1)))
                .extracting(AuthorisedPerson::name)
                .containsExactly("นางสาวมาลี ศรีสุข");
        assertThat(authorised("malee", TODAY)).isEmpty();
        assertThat(authorised("malee.t", TODAY)).containsExactlyInAnyOrder(MAKE, DIRECT);
    }

    @Test
    void givesAnAddressToOnePersonADay() {
        assertThatThrownBy(() -> enrol("อีกคนหนึ่ง", "MALEE@" + province.domain))
                .isInstanceOf(AddressTaken.class);
        assertThatThrownBy(() -> enrol("อีกคนหนึ่ง", "saraban@" + province.domain))
                .as("the central account's")
                .isInstanceOf(AddressTaken.class);
        assertThatThrownBy(() -> enrol("อีกคนหนึ่ง", "one@elsewhere.example"))
                .isInstanceOf(Invalid.class);

        within(() -> organisation.leave(province.id, province.governor, TODAY));
        enrol("คนต่อมา", "malee@" + province.domain);

        assertThat(authorised("malee", TODAY)).as("the address alone gives nothing").isEmpty();
        assertThat(authorised("malee", TODAY.minusDays(1))).hasSize(2);
    }

    @Test
    void hasAlwaysACorrespondenceOfficer() {
        var officers = AgencyScope.within(province.id, () -> powers.officers(province.id));
        var only = officers.getFirst();

        assertThatThrownBy(() -> within(() -> powers.endOfficer(province.id, only.id(), TODAY)))
                .isInstanceOf(CorrespondenceOfficer.LastOne.class);
        assertThatThrownBy(() ->
                        within(() -> organisation.leave(province.id, province.officer, TODAY)))
                .isInstanceOf(CorrespondenceOfficer.LastOne.class);
        assertThat(isOfficer(province.officer, TODAY)).isTrue();

        within(() -> powers.nameOfficer(province.id, province.deputy, TODAY, null, "คำสั่ง"));
        within(() -> powers.endOfficer(province.id, only.id(), day(25)));

        assertThat(isOfficer(province.officer, day(24))).isTrue();
        assertThat(isOfficer(province.officer, day(25))).isFalse();
    }

    @Test
    void takesTheRoleBackOnTheDayOfAWrongNaming() {
        var account = account(province.deputy, Role.OFFICIAL);
        var wrong =
                AgencyScope.within(
                        province.id,
                        () ->
                                powers.nameOfficer(
                                        province.id, province.deputy, TODAY, null, "คำสั่งผิด"));
        assertThat(roles(account)).contains(Role.CORRESPONDENCE_OFFICER);

        within(() -> powers.endOfficer(province.id, wrong, TODAY));

        assertThat(roles(account)).containsExactly(Role.OFFICIAL);
    }

    @Test
    void takesTheRoleBackOnTheDayOfAWrongAuthority() {
        var account = account(province.deputy, Role.OFFICIAL);
        within(() ->
                powers.grant(province.id, province.deputy, Set.of(MAKE), TODAY, null, "คำสั่งผิด"));
        assertThat(roles(account)).contains(Role.AUTHORISED_PERSON);

        var wrong =
                AgencyScope.within(province.id, () -> powers.mandates(province.id)).stream()
                        .filter(mandate -> mandate.official().equals(province.deputy))
                        .findFirst()
                        .orElseThrow();
        within(() -> powers.end(province.id, wrong.id(), TODAY));

        assertThat(roles(account)).containsExactly(Role.OFFICIAL);
    }

    @Test
    @DisplayName("C2 ข้อ 3(2): nobody is a correspondence officer who is not named as one")
    void givesTheRoleOfAnOfficerToThoseNamedOnly() {
        var named = account(province.officer, Role.OFFICIAL);
        assertThat(roles(named)).as("at once").contains(Role.CORRESPONDENCE_OFFICER);
        var unnamed = account(province.deputy, Role.OFFICIAL, Role.CORRESPONDENCE_OFFICER);
        assertThat(roles(unnamed)).containsExactly(Role.OFFICIAL);

        within(() -> accounts.roles(unnamed, Set.of(Role.CORRESPONDENCE_OFFICER, Role.HEAD)));
        within(() -> standing.follow(province.id));
        assertThat(roles(unnamed)).containsExactly(Role.HEAD);
    }

    @Test
    void letsMailboxesFollowHoweverLongTheInstallationWasOff() {
        within(() -> organisation.leave(province.id, province.deputy, day(25)));
        within(() ->
                organisation.enrol(province.id, "คนใหม่", "new@" + province.domain, "", day(26)));

        clock.on(day(25).plusYears(2));
        within(() -> standing.follow(province.id));

        assertThat(mailboxes.find("somchai@" + province.domain)).as("left long ago").isEmpty();
        assertThat(mailboxes.find("new@" + province.domain)).as("came long ago").isPresent();
        assertThat(mailboxes.find("malee@" + province.domain)).isPresent();
        assertThat(mailboxes.find("saraban@" + province.domain)).isPresent();
    }

    @Test
    void bringsAnAddressOverWhenItsOldAgencyHasClosedIt() {
        var other = new Srisamut(founding, organisation, powers, "q" + count + ".example");
        AgencyScope.within(
                other.id,
                () ->
                        transaction.executeWithoutResult(_ ->
                                addresses.claim(
                                        other.id,
                                        "later@" + province.domain,
                                        other.deputy,
                                        day(26),
                                        null)));
        within(() -> mailboxes.open(province.id, "later@" + province.domain, Mailbox.Kind.PERSON));
        clock.on(day(27));

        AgencyScope.within(other.id, () -> standing.follow(other.id));
        assertThat(mailboxes.find("later@" + province.domain).orElseThrow().agency())
                .isEqualTo(province.id);
        within(() -> standing.follow(province.id));
        AgencyScope.within(other.id, () -> standing.follow(other.id));

        assertThat(mailboxes.find("later@" + province.domain).orElseThrow().agency())
                .isEqualTo(other.id);
    }

    private UUID account(UUID official, Role... roles) {
        var account =
                new NewAccount(
                        province.id,
                        official,
                        "a" + official.toString().substring(0, 8),
                        "ผู้ใช้",
                        "จังหวัด",
                        "ม้าขาววิ่งข้ามสะพานยาว",
                        Set.of(roles));
        return AgencyScope.within(province.id, () -> accounts.open(account));
    }

    private Set<Role> roles(UUID account) {
        return AgencyScope.within(province.id, () -> accounts.find(account)).orElseThrow().roles();
    }

    @Test
    void changesTheCentralAccountFromADayOn() {
        var changed = province.province();
        within(() ->
                founding.change(
                        SignedInAs.person(province.id, null, Role.ADMINISTRATOR),
                        new NewAgency(
                                changed.id(),
                                changed.name(),
                                changed.englishName(),
                                changed.code(),
                                true,
                                null,
                                changed.domain(),
                                "central@" + province.domain,
                                changed.postalAddress(),
                                changed.telephone(),
                                TODAY)));

        assertThat(registry.byCentralAddress("saraban@" + province.domain)).isEmpty();
        assertThat(registry.byCentralAddress("central@" + province.domain)).isPresent();
        clock.on(TODAY.minusDays(1));
        assertThat(registry.byCentralAddress("saraban@" + province.domain)).isPresent();
    }

    @Test
    void leadsUpTheChainOneLevelAfterTheOther() {
        var chain =
                AgencyScope.within(
                        province.id, () -> organisation.chainAbove(province.id, province.officer));

        assertThat(chain)
                .extracting(Position::title)
                .containsExactly("รองผู้ว่าราชการจังหวัด", "ผู้ว่าราชการจังหวัด");
        assertThatThrownBy(() ->
                        within(() ->
                                organisation.changePosition(
                                        province.id,
                                        province.governorPost,
                                        "ผู้ว่าราชการจังหวัด",
                                        null,
                                        province.officerPost)))
                .as("nobody stands above themselves")
                .isInstanceOf(Invalid.class);
    }

    @Test
    void neverOverwritesADatedFact() {
        for (var statement :
                List.of(
                        "UPDATE agencies.authority SET name = 'x'",
                        "UPDATE agencies.mandate SET from_day = from_day - 1",
                        "UPDATE agencies.official_fact SET until_day = NULL",
                        "DELETE FROM agencies.agency_fact")) {
            assertThatThrownBy(() -> within(() -> organisationWrites(statement)))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void doesNotLetAnotherAgencyWrite() {
        var stranger = UUID.randomUUID();
        assertThatThrownBy(() ->
                        AgencyScope.within(
                                stranger,
                                () ->
                                        organisation.addUnit(
                                                province.id, "กองปลอม", "", null, TODAY)))
                .isInstanceOf(DataAccessException.class);
    }

    @Autowired org.springframework.transaction.support.TransactionTemplate transaction;

    @Test
    void aUnitAndItsPositionEndAndStayWhatTheyWere() {
        within(() -> {
            var unit = organisation.addUnit(province.id, "ฝ่ายทดลอง", "ศส 0017.9", null, day(1));
            var post = organisation.addPosition(province.id, "ผู้ทดลอง", unit, null, day(1));
            organisation.changeUnit(province.id, unit, "ฝ่ายทดสอบ", "ศส 0017.9", null);
            organisation.changePosition(province.id, post, "ผู้ทดสอบ", unit, null);
            assertThatThrownBy(() -> organisation.closeUnit(province.id, unit))
                    .isInstanceOf(Invalid.class);

            organisation.closePosition(province.id, post);
            organisation.closeUnit(province.id, unit);

            assertThat(organisation.units(province.id))
                    .extracting(Unit::name)
                    .doesNotContain("ฝ่ายทดลอง", "ฝ่ายทดสอบ");
            assertThat(organisation.positions(province.id))
                    .noneMatch(position -> position.id().equals(post));
            assertThat(namesOf(unit)).containsExactly("ฝ่ายทดลอง", "ฝ่ายทดสอบ");
        });
    }

    private List<String> namesOf(UUID unit) {
        var names = "SELECT name FROM agencies.unit_fact WHERE unit_id = :unit ORDER BY from_day";
        return Objects.requireNonNull(
                transaction.execute(
                        _ -> db.sql(names).param("unit", unit).query(String.class).list()));
    }

    private void organisationWrites(String statement) {
        transaction.executeWithoutResult(_ -> db.sql(statement).update());
    }

    private void enrol(String name, String mail) {
        within(() -> organisation.enrol(province.id, name, mail, "", TODAY));
    }

    private boolean isOfficer(UUID official, LocalDate day) {
        return AgencyScope.within(
                province.id, () -> organisation.isCorrespondenceOfficer(official, day));
    }

    private Set<Authority> authorised(String mail, LocalDate day) {
        return registry.authorised(mail + "@" + province.domain, day)
                .map(AuthorisedPerson::authorities)
                .orElse(Set.of());
    }

    private List<String> search(String part, LocalDate day) {
        return registry
                .addressees(part + " " + province.domain, UUID.randomUUID(), day, 10)
                .stream()
                .map(AuthorisedPerson::name)
                .toList();
    }

    private static LocalDate day(int ofNovember) {
        return LocalDate.of(2026, 11, ofNovember);
    }

    private void within(Runnable work) {
        AgencyScope.within(province.id, work);
    }
}
