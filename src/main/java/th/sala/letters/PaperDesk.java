package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// เอกสารยืนยัน: a letter that went by mail is not sent on paper as well, unless a person says that
/// the matter needs it. Then paper follows at once, and that is a task until it is done.
@Service
@Transactional
class PaperDesk {
    private static final int LONGEST = 200;

    /// Refusal: the letter went out on paper and by no mail, or is none any more.
    static final class NothingToConfirm extends Refusal {
        NothingToConfirm() {
            super(new Citation("C6", ETDA_63, "ข้อ 3(5)"), "letters.paper-confirmation.nothing");
        }
    }

    /// Refusal: the letter itself has not left.
    static final class MailFirst extends Refusal {
        MailFirst() {
            super(new Citation("C6", ETDA_63, "ข้อ 3(5)"), "letters.paper-confirmation.mail-first");
        }
    }

    /// Refusal: somebody else said otherwise meanwhile.
    static final class SaidOtherwise extends Refusal {
        SaidOtherwise() {
            super("letters.paper-confirmation.said-otherwise");
        }
    }

    private final PaperConfirmations papers;
    private final OutgoingDesk letters;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final Clock clock;

    PaperDesk(
            PaperConfirmations papers,
            OutgoingDesk letters,
            Acts acts,
            LetterEvidence evidence,
            Clock clock) {
        this.papers = papers;
        this.letters = letters;
        this.acts = acts;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Optional<PaperConfirmations.Paper> of(UUID agency, UUID letter) {
        return papers.find(agency, letter);
    }

    /// Letters that left by mail and whose paper has not followed.
    @Transactional(readOnly = true)
    @Clause(id = "C6", of = ETDA_63, value = "ข้อ 3(5)")
    List<PaperConfirmations.Due> due(UUID agency, int rows) {
        return papers.due(agency, rows);
    }

    /// Says that paper must follow: of a draft, or of a letter that went by mail.
    ///
    /// @throws NotYourDraft unless they are its author, its signer or an officer
    /// @throws NothingToConfirm of a letter on paper, or one discarded
    /// @throws SaidOtherwise if somebody said so before
    void ask(SignedIn who, UUID letter) {
        var found = theirs(who, letter);
        if (found.isPaper() || found.stage() instanceof OutgoingLetter.Stage.Discarded) {
            throw new NothingToConfirm();
        }
        must(papers.add(who.agency(), letter, who.name(), clock.instant()));
        take(who, letter, "paper-needed", "");
    }

    /// Takes it back while no paper was sent.
    ///
    /// @throws NotYourDraft unless they are its author, its signer or an officer
    /// @throws SaidOtherwise if none waits
    void drop(SignedIn who, UUID letter) {
        theirs(who, letter);
        must(papers.remove(who.agency(), letter));
        take(who, letter, "paper-not-needed", "");
    }

    /// The paper is on its way.
    ///
    /// @param how by which post and under which number; may be empty
    /// @throws MailFirst if the letter itself has not left
    /// @throws SaidOtherwise if no paper waits to be sent
    void sent(SignedIn who, UUID letter, String how) {
        if (theirs(who, letter).given() == null) {
            throw new MailFirst();
        }
        var plain = ThaiText.normalise(how);
        var told = plain.substring(0, Math.min(LONGEST, plain.length()));
        must(papers.sent(who.agency(), letter, who.name(), told, clock.instant()));
        take(who, letter, "paper-sent", told);
    }

    /// It was not: the task is there again.
    ///
    /// @throws SaidOtherwise if none was said to be sent
    void notSent(SignedIn who, UUID letter) {
        theirs(who, letter);
        must(papers.notSent(who.agency(), letter));
        take(who, letter, "paper-not-sent", "");
    }

    private OutgoingLetter theirs(SignedIn who, UUID letter) {
        var found = letters.letter(who.agency(), letter);
        if (!found.mayBeChangedBy(who)) {
            throw new NotYourDraft(found.createdBy());
        }
        return found;
    }

    private static void must(boolean done) {
        if (!done) {
            throw new SaidOtherwise();
        }
    }

    private void take(SignedIn who, UUID letter, String what, String detail) {
        acts.add(who.agency(), letter, new Acts.Act(clock.instant(), what, who.name(), detail));
        evidence.done(who, what, letter, detail);
    }
}
