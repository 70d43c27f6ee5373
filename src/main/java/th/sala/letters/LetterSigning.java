package th.sala.letters;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import th.sala.jobs.Jobs;
import th.sala.jobs.RecurringJob;
import th.sala.signing.BroughtSignatures;
import th.sala.signing.CannotSign;
import th.sala.signing.Signatures;

/// The second half of a letter's sending: what has its number is set, unless somebody brought its
/// PDF, signed and checked, and only then mailed. May be cut off anywhere and repeated. What cannot
/// be signed keeps its number and stays.
@Service
class LetterSigning {
    static final String JOB = "letters.dispatch";
    private static final Logger LOG = LoggerFactory.getLogger(LetterSigning.class);

    private final SetLetters set;
    private final Signatures signatures;
    private final BroughtSignatures brought;
    private final CoSigning coSigners;
    private final Dispatch dispatch;
    private final SigningTroubles troubles;
    private final Jobs jobs;

    LetterSigning(
            SetLetters set,
            Signatures signatures,
            BroughtSignatures brought,
            CoSigning coSigners,
            Dispatch dispatch,
            SigningTroubles troubles,
            Jobs jobs) {
        this.set = set;
        this.signatures = signatures;
        this.brought = brought;
        this.coSigners = coSigners;
        this.dispatch = dispatch;
        this.troubles = troubles;
        this.jobs = jobs;
    }

    /// Not within a transaction: a timestamp authority is asked in between.
    void finish(OutgoingLetter letter) {
        if (!set.isToSign(letter)) {
            mail(letter, null);
            return;
        }
        try {
            signed(letter).ifPresent(sheet -> mail(letter, sheet));
        } catch (CannotSign refused) {
            LOG.warn("letter {} cannot be signed: {}", letter.id(), refused.why());
            troubles.failed(letter, refused.why(), refused.holder());
        }
    }

    /// Others' letters have their turn before more mails of this one are made.
    private void mail(OutgoingLetter letter, @Nullable SignedSheet sheet) {
        if (dispatch.dispatch(letter, sheet)) {
            jobs.now(JOB);
        }
    }

    /// Empty if something fell over that nobody thought of: the letter's people are told then, too,
    /// and no other letter waits behind it.
    private Optional<SignedSheet> signed(OutgoingLetter letter) {
        try {
            return Optional.of(sign(letter));
        } catch (CannotSign | DataAccessException | TransactionException other) {
            // a database that is away says nothing about the key: the job does it again soon
            throw other;
        } catch (RuntimeException failed) {
            LOG.error("letter {} cannot be signed", letter.id(), failed);
            troubles.failed(letter, CannotSign.Why.UNSOUND, null);
            return Optional.empty();
        }
    }

    private SignedSheet sign(OutgoingLetter letter) {
        return set.brought(letter)
                .map(file -> signBrought(letter, file))
                .orElseGet(() -> signSet(letter));
    }

    /// Its number stands in what viewers show of the signature: where on its pages there would be
    /// room for one, nobody knows.
    private SignedSheet signBrought(OutgoingLetter letter, LetterFile file) {
        var given = Objects.requireNonNull(letter.given());
        var signatory = Objects.requireNonNull(given.signatory());
        var signer = new Signatures.Signer(signatory.holder(letter), given.signedAt());
        var pages = Objects.requireNonNullElse(file.pages(), 0);
        return new SignedSheet(
                pages, brought.sign(signer, set.path(file), reason(letter, given.number())));
    }

    private static String reason(OutgoingLetter letter, String number) {
        var kind = letter.content().kind();
        return "ลงนามใน" + kind.word + " " + kind.numberWord() + " " + number;
    }

    private SignedSheet signSet(OutgoingLetter letter) {
        var given = Objects.requireNonNull(letter.given());
        var signatory = Objects.requireNonNull(given.signatory());
        var signers = new ArrayList<Signatures.Signer>();
        for (var other : coSigners.of(letter.agency(), letter.id())) {
            signers.add(
                    new Signatures.Signer(
                            other.holder(letter.agency(), signatory.agencyName()),
                            given.signedAt()));
        }
        signers.add(new Signatures.Signer(signatory.holder(letter), given.signedAt()));
        var sheet = set.set(letter);
        var reason = reason(letter, given.number());
        return new SignedSheet(sheet.pages(), signatures.sign(signers, sheet.bytes(), reason));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob dispatchJob(Dispatch dispatch, LetterSigning signing) {
            return LetterJobs.each(JOB, dispatch::waiting, OutgoingLetter::agency, signing::finish);
        }
    }
}
