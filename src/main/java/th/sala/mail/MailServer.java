package th.sala.mail;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Properties;
import th.sala.network.Dial;
import th.sala.network.Reach;
import th.sala.network.ServerTrust;

/// A server of a mail service outside, as somebody typed it.
///
/// @param trusted certificates in PEM that are believed; empty for those of this machine
record MailServer(String host, int port, Line line, String trusted) {
    /// How the line is encrypted.
    enum Line {
        /// From the first byte on.
        TLS,
        /// After the greeting, before anything is said.
        STARTTLS,
        /// On this machine only.
        NONE
    }

    /// Whether passwords may go there.
    boolean isSafe() {
        return line != Line.NONE || isLoopback();
    }

    /// Of a name that says so itself: no other name is looked up for this.
    private boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /// Has a talk go by a judged and encrypted line.
    ///
    /// @param prefix of the mail library's settings, such as `mail.imap`
    /// @throws GeneralSecurityException if the trusted certificates are none
    Dial dial(Properties properties, String prefix, Reach reach, Clock clock)
            throws GeneralSecurityException {
        var trust = new ServerTrust(host, trusted, clock);
        var dial = new Dial(reach, line == Line.TLS ? trust : null);
        properties.put(prefix + ".socketFactory", dial);
        properties.put(prefix + ".socketFactory.fallback", "false");
        properties.put(prefix + ".ssl.socketFactory", trust);
        // done by ServerTrust
        properties.put(prefix + ".ssl.checkserveridentity", "false");
        var isStarted = String.valueOf(line == Line.STARTTLS);
        properties.put(prefix + ".starttls.enable", isStarted);
        properties.put(prefix + ".starttls.required", isStarted);
        return dial;
    }
}
