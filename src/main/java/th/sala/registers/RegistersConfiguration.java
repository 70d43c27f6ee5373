package th.sala.registers;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.web.MenuEntry;
import th.sala.web.Place;

/// What the module puts into the slots of others.
@Configuration(proxyBeanMethods = false)
class RegistersConfiguration {
    @Bean
    MenuEntry registersEntry() {
        return MenuEntry.of(
                Place.LETTERS,
                "registers.menu",
                "/letters/registers",
                40,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUDITOR,
                Role.AUTHORISED_PERSON,
                Role.ADMINISTRATOR);
    }

    @Bean
    MenuEntry numbersEntry() {
        return MenuEntry.of(
                Place.LETTERS,
                "registers.numbers.menu",
                "/letters/numbers",
                50,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON);
    }

    @Bean
    RecurringJob expiredNumbers(Registers registers) {
        return new RecurringJob(
                "registers.expired-numbers",
                Duration.ofMinutes(5),
                () -> AgencyScope.everywhere(registers::cancelExpired));
    }

    @Bean
    RecurringJob forgottenFiles(OldRegisters olds) {
        return new RecurringJob(
                "registers.forgotten-files",
                Duration.ofHours(1),
                () -> AgencyScope.everywhere(olds::forget));
    }
}
