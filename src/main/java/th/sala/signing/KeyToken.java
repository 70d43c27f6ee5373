package th.sala.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.cryptoki.Held;
import th.sala.cryptoki.TokenFailed;
import th.sala.cryptoki.TokenTrouble;
import th.sala.cryptoki.TokenWire;

/// The hardware security module, or other PKCS#11 token, that the operator named: one for the
/// installation, asked by one after the other. Keys never leave it. Nothing of it is started before
/// somebody asks, and nobody waits for it twice in a row: what did not help is left alone a while.
@Component
class KeyToken implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyToken.class);

    private final TokenSettings settings;
    private final RefusedPins refused;
    private final Clock clock;
    private final Duration patience;
    private final Duration pause;

    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable TokenProcess process;
    private @Nullable TokenFailed trouble;
    private Instant leftAloneUntil = Instant.MIN;

    KeyToken(
            TokenSettings settings,
            RefusedPins refused,
            Clock clock,
            @Value("${sala.pkcs11.patience}") Duration patience,
            @Value("${sala.pkcs11.pause}") Duration pause) {
        this.settings = settings;
        this.refused = refused;
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
    }

    /// Whether the operator named one; it may be out of order all the same.
    boolean isThere() {
        return settings.isThere();
    }

    /// @throws TokenFailed if it does not say
    Held held() throws TokenFailed {
        return ask((out, in) -> TokenWire.held(out, in));
    }

    /// A signature over the SHA-256 of that content, by the private key that belongs to the
    /// certificate.
    ///
    /// @throws TokenFailed if it does not sign
    byte[] sign(X509Certificate certificate, byte[] content) throws TokenFailed {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            var encoded = certificate.getEncoded();
            return ask((out, in) -> TokenWire.signature(out, in, encoded, digest));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T ask(TokenProcess.Question<T> question) throws TokenFailed {
        await();
        try {
            var before = trouble;
            if (before != null && clock.instant().isBefore(leftAloneUntil)) {
                throw before;
            }
            var answer = answer(question);
            trouble = null;
            return answer;
        } catch (TokenFailed failed) {
            if (failed.trouble() != TokenTrouble.NO_KEY && failed != trouble) {
                LOG.error("the PKCS#11 token: {}, {}", failed.trouble(), failed.detail());
                trouble = failed;
                leftAloneUntil = clock.instant().plus(pause);
            }
            throw failed;
        } finally {
            turn.unlock();
        }
    }

    private void await() throws TokenFailed {
        try {
            if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new TokenFailed(TokenTrouble.SILENT, "others wait for it");
    }

    /// A session may have ended since it was used last, so what fails in an old one is tried once
    /// more in a new one.
    private <T> T answer(TokenProcess.Question<T> question) throws TokenFailed {
        var open = process;
        if (open != null && open.isOpen()) {
            try {
                return open.ask(question, patience);
            } catch (TokenFailed failed) {
                process = null;
                if (failed.trouble() == TokenTrouble.SILENT) {
                    throw failed;
                }
                LOG.info("the PKCS#11 token is opened anew: {}", failed.detail());
            }
        }
        var fresh = opened();
        process = fresh;
        return fresh.ask(question, patience);
    }

    private TokenProcess opened() throws TokenFailed {
        if (!isThere()) {
            throw new TokenFailed(TokenTrouble.MISCONFIGURED, "sala.pkcs11.library is empty");
        }
        var opening = settings.opening();
        try {
            var mark = refused.mark(opening, settings.pinWritten());
            if (refused.knows(mark)) {
                throw new TokenFailed(TokenTrouble.PIN_REFUSED, "not tried again");
            }
            try {
                return TokenProcess.start(opening, settings.environment(), patience);
            } catch (TokenFailed failed) {
                if (failed.trouble() == TokenTrouble.PIN_REFUSED) {
                    refused.add(mark, clock.instant());
                }
                throw failed;
            }
        } finally {
            Arrays.fill(opening.pin(), (byte) 0);
        }
    }

    /// Somebody has put right what was wrong: it is asked again at once.
    void tryAgain() {
        turn.lock();
        try {
            leftAloneUntil = Instant.MIN;
        } finally {
            turn.unlock();
        }
    }

    /// The program that has it open, if one does.
    Optional<ProcessHandle> program() {
        return Optional.ofNullable(process)
                .filter(TokenProcess::isOpen)
                .flatMap(open -> ProcessHandle.of(open.pid()));
    }

    /// Ends the program, and with it the session at the token.
    @Override
    public void close() {
        var open = process;
        if (open != null) {
            open.close();
        }
    }
}
