package th.sala.leave;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

@Configuration(proxyBeanMethods = false)
class LeaveOpeningsConfiguration {
    @Bean
    RecurringJob forgottenOpenings(LeaveOpenings openings) {
        return new RecurringJob(
                "leave.forgotten-openings",
                Duration.ofHours(1),
                () -> AgencyScope.everywhere(openings::forget));
    }
}
