package th.sala;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableAsync;
import th.sala.database.Database;
import th.sala.installation.Installation;

@Modulithic(systemName = "Sala")
@EnableAsync
@SpringBootApplication
public class Sala {
    /// Government time. Every `today` and every calendar year in Sala is Bangkok's.
    public static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    /// Brings the database up, then the server; the database goes down after the server has.
    public static void main(String[] args) {
        try {
            var installation = Installation.from(args, System.getenv());
            var database = Database.open(installation);
            var application = new SpringApplication(Sala.class);
            var properties = new HashMap<>(database.springProperties());
            properties.put(Installation.DATA, installation.data().toString());
            application.setDefaultProperties(properties);
            SpringApplication.getShutdownHandlers().add(database::close);
            application.run(args);
        } catch (Installation.Unusable unusable) {
            System.err.println("sala: " + unusable.getMessage());
            System.exit(2);
        }
    }

    /// In whole microseconds, as the database keeps moments: what is written down and what is kept
    /// are the same.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.system(BANGKOK), Duration.ofNanos(1_000));
    }
}
