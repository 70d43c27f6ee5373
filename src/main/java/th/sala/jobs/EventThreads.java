package th.sala.jobs;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/// Where listeners of events work: few at once, however much happens, so that what one of them
/// needs in memory bounds what all of them need. What waits is an event, which holds ids only.
/// Publishers never wait, so a listener may take what a publisher holds.
@Configuration(proxyBeanMethods = false)
public class EventThreads {
    /// The name of the executor for listeners that read whole mails; others come first.
    public static final String HEAVY = "heavyListeners";

    private static final String OTHERS = "taskExecutor";
    private static final int AT_ONCE = 2;

    /// By then what publishes an event has committed, and its listeners are before us.
    private static final Duration LONGEST_COMMIT = Duration.ofMinutes(1);

    @Bean
    UnderWay underWay(Clock clock) {
        return new UnderWay(clock, LONGEST_COMMIT);
    }

    @Bean(HEAVY)
    ThreadPoolTaskExecutor heavyListeners(UnderWay underWay) {
        return threads("reader-", underWay::watched);
    }

    @Bean(OTHERS)
    ThreadPoolTaskExecutor otherListeners(UnderWay underWay) {
        return threads("listener-", underWay::watched);
    }

    private static ThreadPoolTaskExecutor threads(String name, TaskDecorator decorator) {
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix(name);
        threads.setCorePoolSize(AT_ONCE);
        threads.setMaxPoolSize(AT_ONCE);
        threads.setTaskDecorator(decorator);
        // requests that end while the server stops still publish; who is not heard is heard again
        threads.setAcceptTasksAfterContextClose(true);
        return threads;
    }
}
