package th.sala.mail;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Of questions to the name service.
///
/// @param servers addresses with or without a port; none for those of this machine
/// @param patience with one server, for one question
@ConfigurationProperties("sala.names")
record NameSettings(@DefaultValue List<String> servers, @DefaultValue("2s") Duration patience) {}
