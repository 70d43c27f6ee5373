package th.sala.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import th.sala.installation.Installation;
import th.sala.installation.TlsCertificate;
import th.sala.installation.Vault;

/// Encryption of the pages. They leave this machine encrypted only: passwords travel in them, and
/// browsers allow camera and passkeys on https or localhost alone.
@Component
@EnableConfigurationProperties(PageTls.Settings.class)
public class PageTls implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {
    private static final String NAME = "pages";
    private static final String OWN = "page-certificate";

    /// `AUTO`: where a certificate is given, or where pages leave this machine by themselves.
    enum Mode {
        AUTO,
        ON,
        OFF
    }

    /// @param certificate PEM file of the chain; one is made if there is none
    /// @param privateKey PEM file of its key
    @ConfigurationProperties("sala.tls")
    record Settings(
            @DefaultValue("AUTO") Mode mode,
            @Nullable Path certificate,
            @Nullable Path privateKey) {
        Settings {
            if ((certificate == null) != (privateKey == null)) {
                throw new Installation.Unusable(
                        "sala.tls.certificate and sala.tls.private-key go together");
            }
        }

        /// @param isBehindProxy whether somebody else encrypts, and tells us of it
        boolean isOn(InetAddress address, boolean isBehindProxy) {
            return switch (mode) {
                case ON -> true;
                case OFF -> false;
                case AUTO -> certificate != null || !address.isLoopbackAddress() && !isBehindProxy;
            };
        }
    }

    private final Optional<TlsCertificate> certificate;

    PageTls(Settings settings, Vault vault, Environment environment) throws IOException {
        var address = InetAddress.getByName(environment.getProperty("server.address", "127.0.0.1"));
        var proxy = environment.getProperty("server.forward-headers-strategy", "none");
        this.certificate =
                settings.isOn(address, !proxy.equalsIgnoreCase("none"))
                        ? Optional.of(certificate(settings, vault, address))
                        : Optional.empty();
    }

    private static TlsCertificate certificate(Settings settings, Vault vault, InetAddress address) {
        var chain = settings.certificate();
        var key = settings.privateKey();
        return chain != null && key != null
                ? TlsCertificate.of(chain, key)
                : TlsCertificate.own(vault, OWN, hosts(address));
    }

    /// By which names others may call us.
    static List<String> hosts(InetAddress address) {
        var hosts = new ArrayList<String>();
        if (address.isAnyLocalAddress()) {
            ownName().ifPresent(hosts::add);
            hosts.addAll(ownAddresses());
        } else {
            hosts.add(withoutZone(address));
        }
        hosts.add("localhost");
        return hosts.stream().distinct().toList();
    }

    private static Optional<String> ownName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nobodyCallsUsByIt) {
            return Optional.empty();
        }
    }

    private static List<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(own -> !own.isLinkLocalAddress())
                    .map(PageTls::withoutZone)
                    .toList();
        } catch (SocketException unknown) {
            throw new UncheckedIOException("this machine does not know its addresses", unknown);
        }
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        certificate.ifPresent(own -> {
            var bundle = SslBundle.of(SslStoreBundle.of(own.store(), "", null));
            factory.setSsl(Ssl.forBundle(NAME));
            factory.setSslBundles(new DefaultSslBundleRegistry(NAME, bundle));
        });
    }

    /// SHA-256 of the certificate, for comparison with what a browser shows; nothing where pages
    /// are not encrypted by us.
    public Optional<String> fingerprint() {
        return certificate.map(TlsCertificate::fingerprint);
    }
}
