package th.sala.timekeeping;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.agencies.Srisamut;

/// A province that keeps its register since 2 November 2026, fifteen minutes of grace; it is
/// Monday, 23 November, 8:25. A clerk, the deputy governor above, the governor above both, and a
/// keeper of the register who is above nobody.
@Import(KeptRegister.Time.class)
abstract class KeptRegister extends PeopleOfSrisamut {
    static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    static final LocalDateTime MORNING = MONDAY.atTime(8, 25);

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        @Primary
        HandClock handClock() {
            return new HandClock(MORNING);
        }
    }

    @Autowired TimekeepingOffice office;
    @Autowired HandClock clock;

    SignedIn keeper;

    @Override
    @BeforeEach
    protected void settle() {
        clock.set(MORNING);
        super.settle();
        keeper = person(keeperOfTheRegister(), Role.OFFICIAL);
        within(() -> {
            office.decide(
                    administrator,
                    LocalDate.of(2026, 11, 2),
                    15,
                    true,
                    LocalTime.of(12, 0),
                    LocalTime.of(13, 0),
                    false,
                    "ประกาศจังหวัด");
            office.nameKeeper(
                    administrator, Objects.requireNonNull(keeper.official()), "คำสั่งที่ 3");
            return true;
        });
    }

    private UUID keeperOfTheRegister() {
        return within(() -> {
            var post =
                    organisation.addPosition(
                            own.id, "นักทรัพยากรบุคคล", own.office, own.deputyPost, Srisamut.SINCE);
            var mail = "kesorn@" + own.domain;
            var person =
                    organisation.enrol(
                            own.id, "นางเกสร งามดี", mail, "0 2000 0001", Srisamut.SINCE);
            organisation.appoint(own.id, person, post, Srisamut.SINCE, null);
            return person;
        });
    }

    MockMvcRequestBuilder marked(SignedIn who, Mark.Sense sense, String address) {
        return post(who, "/timekeeping/marks")
                .param("sense", sense.name())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                });
    }

    void comes(SignedIn who, LocalDateTime at) {
        clock.set(at);
        marked(who, Mark.Sense.ARRIVAL, "203.0.113.9").exchange();
    }

    void goes(SignedIn who, LocalDateTime at) {
        clock.set(at);
        marked(who, Mark.Sense.DEPARTURE, "203.0.113.9").exchange();
    }

    /// What the evidence of the agency says of an act, the oldest first.
    List<String> evidence(String act) {
        return within(() ->
                db.sql(
                                "SELECT statement FROM evidence.entry WHERE act = :act AND agency_id = :agency ORDER BY id")
                        .param("act", act)
                        .param("agency", own.id)
                        .query(String.class)
                        .list());
    }
}
