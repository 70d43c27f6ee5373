package th.sala.evidence;

import static th.sala.law.Instrument.MICT_57;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import th.sala.jobs.RecurringJob;
import th.sala.law.Clause;

/// How far this machine's clock is from the database's and from a reference: measured once a
/// minute, and said in every entry of evidence.
@Component
class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double BAD = 1.0;

    private final JdbcClient db;
    private final Clock clock;
    private final String reference;
    private volatile String line = "unmeasured";

    /// @param reference host of a time server (NTP), and `:port` where it is not 123; empty for
    ///   none
    ClockWatch(JdbcClient db, Clock clock, @Value("${sala.clock.reference:}") String reference) {
        this.db = db;
        this.clock = clock;
        this.reference = reference;
    }

    /// As entries say it: seconds by which others are ahead of this machine.
    @Clause(id = "X3", of = MICT_57, value = "ภาคผนวก ข้อ 2(3)")
    String line() {
        return line;
    }

    void measure() {
        var measured = "database " + seconds(database());
        if (!reference.isBlank()) {
            measured += " reference " + toReference();
        }
        line = measured;
    }

    private String toReference() {
        try {
            var offset = reference();
            if (Math.abs(offset) > BAD) {
                LOG.error("the clock is {} s off {}", seconds(offset), reference);
            }
            return seconds(offset);
        } catch (IOException silent) {
            LOG.warn("the time server {} does not answer: {}", reference, silent.toString());
            return "unreachable";
        }
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%+.3f", seconds);
    }

    /// The database answers somewhere between asking and having the answer: the middle is taken.
    private double database() {
        var asked = clock.instant();
        var said =
                db.sql("SELECT clock_timestamp()")
                        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .single();
        var answered = clock.instant();
        return between(middle(asked, answered), said);
    }

    private static Instant middle(Instant from, Instant until) {
        return from.plus(Duration.between(from, until).dividedBy(2));
    }

    private static double between(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }

    private double reference() throws IOException {
        var colon = reference.lastIndexOf(':');
        var host = colon < 0 ? reference : reference.substring(0, colon);
        var port =
                colon < 0
                        ? NTPUDPClient.DEFAULT_PORT
                        : Integer.parseInt(reference.substring(colon + 1));
        try (var client = new NTPUDPClient()) {
            client.setDefaultTimeout(PATIENCE);
            var answer = client.getTime(InetAddress.getByName(host), port);
            answer.computeDetails();
            var offset = answer.getOffset();
            if (offset == null) {
                throw new IOException("no time in the answer");
            }
            return offset / 1e3;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob clockJob(ClockWatch watch) {
            return new RecurringJob(
                    "evidence.clock",
                    PERIOD,
                    () -> {
                        try {
                            watch.measure();
                        } catch (DataAccessException down) {
                            watch.line = "unmeasured";
                            throw down;
                        }
                    });
        }
    }
}
