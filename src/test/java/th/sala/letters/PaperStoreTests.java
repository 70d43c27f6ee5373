package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.agencies.TestClock;
import th.sala.database.AgencyScope;
import th.sala.registers.Registers;

@SalaTest
class PaperStoreTests {
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired Registers registers;
    @Autowired TestClock clock;

    @Test
    @DisplayName("P4 มาตรา 10: paper brought on a Sunday is received then, not on Monday")
    void paperIsReceivedWhenItIsBrought() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        var officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        var head =
                new IncomingLetter.Head("", null, "ผู้ว่าฯ", "ขออนุญาตใช้สถานที่", Urgency.NORMAL);
        AgencyScope.within(
                own.id,
                () -> {
                    var counter = IncomingLetter.Channel.COUNTER;
                    var id = desk.enterPaper(officer, counter, "เทศบาลตัวอย่าง", head, null);
                    assertThat(desk.letter(own.id, id).deemedAt()).isEqualTo(clock.instant());
                    assertThat(registers.entriesOf(own.id, id).getFirst().received())
                            .isEqualTo(clock.instant());
                });
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Sunday {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(SUNDAY);
        }
    }
}
