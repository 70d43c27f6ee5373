package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import th.sala.SalaTest;
import th.sala.installation.Installation;
import th.sala.installation.TlsCertificate;
import th.sala.installation.Vault;

@SalaTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "sala.tls.mode=on")
class PageTlsWebTests {
    @LocalServerPort int port;
    @Autowired PageTls tls;
    @Autowired Vault vault;
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "AUTO, 127.0.0.1, false, false",
        "AUTO, ::1,       false, false",
        "AUTO, 192.0.2.7, false, true",
        "AUTO, 0.0.0.0,   false, true",
        "AUTO, 0.0.0.0,   true,  false",
        "ON,   127.0.0.1, true,  true",
        "OFF,  192.0.2.7, false, false",
    })
    void pagesLeaveThisMachineEncrypted(
            PageTls.Mode mode, String address, boolean isBehindProxy, boolean isOn) {
        var settings = new PageTls.Settings(mode, null, null);

        assertThat(settings.isOn(InetAddress.ofLiteral(address), isBehindProxy)).isEqualTo(isOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "fe80::1%1", "2001:db8::7"})
    void makesACertificateForWhateverAddress(String address) {
        var hosts = PageTls.hosts(InetAddress.ofLiteral(address));

        assertThat(hosts).contains("localhost").noneMatch(host -> host.contains("%"));
        assertThat(TlsCertificate.own(vault, "for-" + hosts.hashCode(), hosts).fingerprint())
                .hasSize(95);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(() -> TlsCertificate.of(pem("a", 0), pem("b", 1)))
                .withMessageContaining("does not belong");
    }

    private Path pem(String name, int part) {
        var hosts = java.util.List.of(name + ".example");
        TlsCertificate.own(vault, name, hosts);
        var parts =
                new String(vault.kept(name, () -> new byte[0]), StandardCharsets.US_ASCII)
                        .split("(?=-----BEGIN PRIVATE)");
        try {
            return Files.writeString(folder.resolve(name), parts[part]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aGivenCertificateIsUsedOnLoopbackToo() {
        var given = new PageTls.Settings(PageTls.Mode.AUTO, Path.of("c"), Path.of("k"));

        assertThat(given.isOn(InetAddress.getLoopbackAddress(), false)).isTrue();
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(() -> new PageTls.Settings(PageTls.Mode.AUTO, Path.of("c"), null));
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(() -> TlsCertificate.of(Path.of("pom.xml"), Path.of("pom.xml")))
                .withMessageContaining("no certificate");
    }

    @Test
    void itsFingerprintIsTheOneThatClientsSee() throws Exception {
        var own = TlsCertificate.own(vault, "page-certificate", java.util.List.of("never used"));
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("sala", own.store().getCertificate("sala"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);

        try (var client = HttpClient.newBuilder().sslContext(context).build()) {
            var answer = client.send(request("https"), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
            var seen = answer.sslSession().orElseThrow().getPeerCertificates()[0].getEncoded();
            var digest = MessageDigest.getInstance("SHA-256").digest(seen);
            assertThat(tls.fingerprint())
                    .contains(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        }
    }

    @Test
    void nobodyIsServedWithoutEncryption() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var plain = client.send(request("http"), HttpResponse.BodyHandlers.ofString());
            assertThat(plain.statusCode()).isEqualTo(400);
            assertThatExceptionOfType(IOException.class)
                    .as("a certificate that nobody vouches for")
                    .isThrownBy(() ->
                            client.send(request("https"), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private HttpRequest request(String scheme) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/set-up"))
                .build();
    }
}
