package th.sala.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import th.sala.network.Reach;

/// Of mailboxes that a service outside keeps.
///
/// @param enabled whether this process reads any
/// @param reach how far the servers may be that administrators of agencies name
/// @param patience how long to wait for each answer of a server
/// @param renew after how long a silent line is tried
/// @param poll how often to look where a server does not say what came
/// @param look how often other machines' changes of settings are noticed
/// @param lease how long after its death the work of a process is taken over
/// @param firstPause before a failed connection is tried again; it doubles
/// @param longestPause as long as it gets, and after a refused password at once: a service closes
///   accounts that try too often
@ConfigurationProperties("sala.outside-mail")
record OutsideMailSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PRIVATE") Reach reach,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("4m") Duration renew,
        @DefaultValue("60s") Duration poll,
        @DefaultValue("30s") Duration look,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("10m") Duration longestPause) {
    /// The same with less patience.
    OutsideMailSettings patientFor(Duration shorter) {
        return new OutsideMailSettings(
                enabled,
                reach,
                shorter.compareTo(patience) < 0 ? shorter : patience,
                renew,
                poll,
                look,
                lease,
                firstPause,
                longestPause);
    }
}
