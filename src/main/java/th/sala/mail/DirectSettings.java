package th.sala.mail;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import th.sala.network.Reach;

/// Of mail that goes to the servers of its recipient's domain: whose domain it is decides where
/// they are, so they may be nowhere but in public.
///
/// @param reach how far they may be
/// @param port at which they listen
@ConfigurationProperties("sala.direct-mail")
record DirectSettings(@DefaultValue("PUBLIC") Reach reach, @DefaultValue("25") int port) {
    Way.Exchanger server(InetAddress address) {
        return new Way.Exchanger(address, port, Encryption.OPPORTUNISTIC, reach);
    }
}
