package th.sala.signing;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.installation.Installation;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;

/// The timestamp authority (RFC 3161) that the operator named, if any: it says by its own clock
/// that a signature was there. Nothing waits long for it, and nothing is given up without it.
@Component
class TimestampAuthority implements TSPSource {
    private static final long serialVersionUID = 1;
    private static final int LARGEST = 64 * 1024;
    private static final int HTTP_OK = 200;
    private static final int NONCE_BITS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// It did not answer, or nothing that can be used.
    static final class Silent extends RuntimeException {
        Silent(String why, Exception cause) {
            super(why, cause);
        }

        Silent(String why) {
            super(why);
        }
    }

    private final String address;
    private final transient List<X509Certificate> certificates;
    private final transient Fetch fetch;

    /// @throws Installation.Unusable if there is an address and no certificates to believe it by
    TimestampAuthority(
            @Value("${sala.timestamp.address}") String address,
            @Value("${sala.timestamp.certificates}") String certificates,
            @Value("${sala.timestamp.reach}") Reach reach,
            @Value("${sala.timestamp.patience}") Duration patience) {
        this.address = address.strip();
        this.certificates =
                isThere()
                        ? Chains.believed("sala.timestamp.certificates", certificates)
                        : List.of();
        this.fetch = new Fetch(reach, LARGEST, patience);
    }

    boolean isThere() {
        return !address.isEmpty();
    }

    /// Whoever vouches for its timestamps.
    List<X509Certificate> certificates() {
        return certificates;
    }

    /// @throws Silent if it does not say so
    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            var request =
                    generator.generate(
                            new ASN1ObjectIdentifier(algorithm.getOid()),
                            digest,
                            new BigInteger(NONCE_BITS, RANDOM));
            var answer =
                    fetch.post(
                            URI.create(address),
                            "application/timestamp-query",
                            request.getEncoded());
            if (answer.status() != HTTP_OK) {
                throw new Silent("it answers " + answer.status());
            }
            return new TimestampBinary(token(request, answer.body()));
        } catch (Unfetched | IOException | TSPException | IllegalArgumentException failed) {
            throw new Silent(failed.toString(), failed);
        }
    }

    private static byte[] token(TimeStampRequest request, byte[] answer)
            throws TSPException, IOException {
        var response = response(answer);
        // also that it is an answer to this very question
        response.validate(request);
        var token = response.getTimeStampToken();
        if (token == null) {
            throw new Silent("it refuses: " + response.getStatusString());
        }
        return token.getEncoded();
    }

    private static TimeStampResponse response(byte[] answer) throws TSPException, IOException {
        try {
            return new TimeStampResponse(answer);
        } catch (RuntimeException nonsense) {
            // the library falls over what is no response at all in many ways
            throw new Silent("its answer is none", nonsense);
        }
    }
}
