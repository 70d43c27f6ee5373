package th.sala.signing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A timestamp authority on the loopback address that does what the test wants.
public final class FakeTimestamps implements AutoCloseable {
    /// How it answers.
    public enum Way {
        RIGHT,
        /// As another authority, which nobody believes.
        STRANGER,
        /// For another document.
        OF_ANOTHER,
        /// With a clock that is years behind.
        WRONG_TIME,
        REFUSES,
        NONSENSE,
        EMPTY,
        ODD,
        TOO_MUCH,
        BROKEN,
        /// Never.
        SILENT
    }

    public volatile Way way = Way.RIGHT;
    final AtomicInteger asked = new AtomicInteger();

    private final HttpServer server;
    private final Authorities authority = new Authorities();
    private final Authorities.Held own = authority.clock("Time");
    private final Authorities.Held stranger = new Authorities().clock("Time");
    private final CountDownLatch ended = new CountDownLatch(1);

    public FakeTimestamps() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public Authorities authority() {
        return authority;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            if (way == Way.SILENT) {
                ended.await();
                return;
            }
            var request = exchange.getRequestBody().readAllBytes();
            var body =
                    switch (way) {
                        case NONSENSE ->
                                "<html>ยินดีต้อนรับ"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                        case EMPTY -> new byte[0];
                        case ODD -> new byte[] {0x30, 0};
                        case TOO_MUCH -> new byte[1_000_000];
                        case BROKEN -> new byte[0];
                        default -> response(new TimeStampRequest(request));
                    };
            exchange.sendResponseHeaders(
                    way == Way.BROKEN ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException | OperatorCreationException | TSPException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] response(TimeStampRequest asked)
            throws GeneralSecurityException, OperatorCreationException, TSPException, IOException {
        var who = way == Way.STRANGER ? stranger : own;
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var tokens =
                new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withRSA", who.keys().getPrivate(), who.certificate()),
                        digests.get(
                                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                        TSPAlgorithms.SHA256)),
                        new ASN1ObjectIdentifier("1.2.3.4"));
        tokens.addCertificates(new JcaCertStore(who.chain()));
        var at = way == Way.WRONG_TIME ? Authorities.FROM.plusSeconds(60) : Instant.now();
        var accepted = way == Way.REFUSES ? TSPAlgorithms.SHA512 : TSPAlgorithms.SHA256;
        var request = way == Way.OF_ANOTHER ? other(asked) : asked;
        return new TimeStampResponseGenerator(tokens, Set.of(accepted))
                .generate(request, BigInteger.valueOf(at.toEpochMilli()), Date.from(at))
                .getEncoded();
    }

    private static TimeStampRequest other(TimeStampRequest asked) throws TSPException, IOException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, new byte[32], asked.getNonce());
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }

    static List<Way> wrong() {
        return List.of(Way.values()).subList(1, Way.values().length);
    }
}
