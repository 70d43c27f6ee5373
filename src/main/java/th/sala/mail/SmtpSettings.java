package th.sala.mail;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Of both listeners.
///
/// @param enabled whether there are any
/// @param address to listen on; loopback unless told otherwise
/// @param port of the inbound listener; 0 for any that is free
/// @param hostname as which it greets and introduces itself
/// @param maxSize of a message
/// @param maxConnections of all clients
/// @param maxConnectionsPerClient at once, of one address
/// @param ratePerMinute how many messages one address may begin
/// @param patience how long a silent client is waited for
/// @param transferLimit how long one message may take to arrive
/// @param sessionLimit after how long a connection is ended whatever it does
/// @param certificate PEM file of the chain; one is made if there is none
/// @param privateKey PEM file of its key
@ConfigurationProperties("sala.smtp")
record SmtpSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("2525") int port,
        @DefaultValue("localhost") String hostname,
        @DefaultValue("40MB") DataSize maxSize,
        @DefaultValue("200") int maxConnections,
        @DefaultValue("100") int maxConnectionsPerClient,
        @DefaultValue("1000") int ratePerMinute,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("10m") Duration transferLimit,
        @DefaultValue("1h") Duration sessionLimit,
        @Nullable Path certificate,
        @Nullable Path privateKey) {

    /// Of the listener where people hand in mail.
    ///
    /// @param port 0 for any that is free
    @ConfigurationProperties("sala.submission")
    record Submission(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("2587") int port) {}
}
