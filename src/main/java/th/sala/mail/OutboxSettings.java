package th.sala.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param enabled whether this process sends at all
/// @param atOnce how many servers are talked to at once
/// @param lease how long after its death the work of a process is taken over
/// @param patience how long to wait for each answer of a server
/// @param longest how long the whole talk may take
@ConfigurationProperties("sala.outbox")
record OutboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("8") int atOnce,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5m") Duration patience,
        @DefaultValue("30m") Duration longest) {}
