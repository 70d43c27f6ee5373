package th.sala.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.jobs.Jobs;
import th.sala.signing.CannotSign;
import th.sala.signing.Holder;

/// Numbered letters that could not be signed: their people are told once what to do; they are tried
/// again after a while, and when somebody asks for it.
@Service
@Transactional
class SigningTroubles {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final OutgoingLetters letters;
    private final SheetSignatures stored;
    private final LetterNotices notices;
    private final LetterEvidence evidence;
    private final Jobs jobs;
    private final Clock clock;

    SigningTroubles(
            OutgoingLetters letters,
            SheetSignatures stored,
            LetterNotices notices,
            LetterEvidence evidence,
            Jobs jobs,
            Clock clock) {
        this.letters = letters;
        this.stored = stored;
        this.notices = notices;
        this.evidence = evidence;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// @param whose key it is; null if nobody knows
    void failed(OutgoingLetter letter, CannotSign.Why why, @Nullable Holder whose) {
        if (!letters.lockNumbered(letter.agency(), letter.id())) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var next = now.plus(PAUSE);
        if (stored.failed(letter.agency(), letter.id(), why, whose, now, next)) {
            notices.unsigned(letter, whose, now);
            evidence.unsigned(letter, why, whose);
        }
    }

    @Transactional(readOnly = true)
    Optional<SheetSignatures.Trouble> of(UUID agency, UUID letter) {
        return stored.trouble(agency, letter);
    }

    /// The person's own letters that have their number and could not be signed yet.
    @Transactional(readOnly = true)
    List<SheetSignatures.Unsigned> waitingFor(SignedIn who, int rows) {
        return who.official() == null
                ? List.of()
                : stored.unsigned(who.agency(), who.official(), rows);
    }

    /// The signature, once there is one.
    @Transactional(readOnly = true)
    Optional<SheetSignatures.Kept> signature(UUID agency, UUID letter) {
        return stored.of(agency, letter);
    }

    /// Tries it now.
    void again(SignedIn who, UUID letter) {
        stored.again(who.agency(), letter, clock.instant());
        jobs.now(LetterSigning.JOB);
    }
}
