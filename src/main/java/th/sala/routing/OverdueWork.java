package th.sala.routing;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// The work that nobody asks for: what is overdue.
@Configuration(proxyBeanMethods = false)
class OverdueWork {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueWork.class);
    private static final String JOB = "routing.overdue";
    private static final Duration PERIOD = Duration.ofMinutes(10);

    @Bean
    RecurringJob overdueSteps(Routing routing) {
        return new RecurringJob(JOB, PERIOD, () -> tellAll(routing));
    }

    private static void tellAll(Routing routing) {
        var page = AgencyScope.everywhere(() -> routing.overdue(null));
        while (!page.isEmpty()) {
            for (var step : page) {
                try {
                    AgencyScope.within(step.agency(), () -> routing.tellOverdue(step));
                } catch (RuntimeException failed) {
                    LOG.error("{} failed and will be tried again", JOB, failed);
                }
            }
            var last = page.getLast();
            page = AgencyScope.everywhere(() -> routing.overdue(last));
        }
    }
}
