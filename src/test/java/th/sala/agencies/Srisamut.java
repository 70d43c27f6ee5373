package th.sala.agencies;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import th.sala.database.AgencyScope;

/// จังหวัดศรีสมุทร, a fictional province to test with: a governor who makes and directs, a deputy
/// and a correspondence officer.
@SuppressWarnings("NullAway.Init")
public final class Srisamut {
    public static final LocalDate SINCE = LocalDate.of(2026, 10, 1);

    public final UUID id = UUID.randomUUID();
    public final String domain;
    public UUID office;
    public UUID governorPost;
    public UUID deputyPost;
    public UUID officerPost;
    public UUID governor;
    public UUID deputy;
    public UUID officer;

    private final Organisation organisation;
    private final Powers powers;

    /// @param domain different for each province of a test
    public Srisamut(Founding founding, Organisation organisation, Powers powers, String domain) {
        this.organisation = organisation;
        this.powers = powers;
        this.domain = domain;
        AgencyScope.within(id, () -> founding.found(province()));
        AgencyScope.within(id, this::people);
    }

    public NewAgency province() {
        return new NewAgency(
                id,
                "จังหวัดศรีสมุทร " + domain,
                "Si Samut Province",
                "ศส ๐๐๑๗",
                true,
                null,
                domain,
                "saraban@" + domain,
                "ศาลากลางจังหวัดศรีสมุทร ถนนราชการ",
                "0 2000 0000",
                SINCE);
    }

    private void people() {
        office = organisation.addUnit(id, "สำนักงานจังหวัด", "ศส 0017.2", null, SINCE);
        governorPost = organisation.addPosition(id, "ผู้ว่าราชการจังหวัด", null, null, SINCE);
        deputyPost =
                organisation.addPosition(id, "รองผู้ว่าราชการจังหวัด", null, governorPost, SINCE);
        officerPost = organisation.addPosition(id, "เจ้าพนักงานธุรการ", office, deputyPost, SINCE);
        governor = person("นางสาวมาลี ศรีสุข", "malee", governorPost);
        deputy = person("นายสมชาย ใจดี", "somchai", deputyPost);
        officer = person("นางพิมพ์ งานดี", "pim", officerPost);
        powers.grant(
                id, governor, Set.of(Authority.MAKE, Authority.DIRECT), SINCE, null, "คำสั่งที่ 1");
        powers.nameOfficer(id, officer, SINCE, null, "คำสั่งที่ 2");
    }

    private UUID person(String name, String mail, UUID post) {
        var person = organisation.enrol(id, name, mail + "@" + domain, "0 2000 0001", SINCE);
        organisation.appoint(id, person, post, SINCE, null);
        return person;
    }
}
