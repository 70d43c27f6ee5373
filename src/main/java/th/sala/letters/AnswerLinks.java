package th.sala.letters;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;

/// Takes back what somebody said by mistake: that one letter answers another. Both letters stay as
/// they are, and their stories and the evidence say what was said and that it was taken back.
@Service
@Transactional
class AnswerLinks {
    private final AnsweringLetters answering;
    private final OutgoingLetters letters;
    private final DraftRights rights;
    private final ReplyForms replies;
    private final Tasks tasks;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final Clock clock;

    AnswerLinks(
            AnsweringLetters answering,
            OutgoingLetters letters,
            DraftRights rights,
            ReplyForms replies,
            Tasks tasks,
            Acts acts,
            LetterEvidence evidence,
            Clock clock) {
        this.answering = answering;
        this.letters = letters;
        this.rights = rights;
        this.replies = replies;
        this.tasks = tasks;
        this.acts = acts;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Refusal: the letter answers none, or not any more.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class AnswersNothing extends Refusal {
        private AnswersNothing() {
            super("letters.refused.answers-nothing");
        }
    }

    /// Refusal: a task was finished with this answer; what it says would not be true any more.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class FinishedWithIt extends Refusal {
        private FinishedWithIt(String unit) {
            super("letters.refused.finished-with-it", unit);
        }
    }

    /// Whether the person may, for pages: whoever may change the draft; of a letter that has its
    /// number who signed or began it, and correspondence officers.
    @Transactional(readOnly = true)
    boolean mayTakeBack(SignedIn who, OutgoingLetter letter) {
        if (!WritingController.isWriter(who)) {
            return false;
        }
        return letter.isDraft()
                ? rights.mayChange(who, letter)
                : who.is(Role.CORRESPONDENCE_OFFICER)
                        || letter.content().signer().equals(who.official())
                        || who.account().equals(letter.author());
    }

    /// @throws NoSuchLetter if the agency has none such
    /// @throws AccessDeniedException unless [#mayTakeBack]
    /// @throws AnswersNothing unless it answers one that the person may read
    /// @throws FinishedWithIt if a unit closed its task with these words
    void takeBack(SignedIn who, UUID id) {
        var letter = letters.find(who.agency(), id).orElseThrow(() -> new NoSuchLetter(id));
        letters.lock(who.agency(), id);
        if (!mayTakeBack(who, letter)) {
            throw new AccessDeniedException("another's answer");
        }
        var answered = replies.answeredBy(who, id).orElseThrow(AnswersNothing::new);
        mustNotBeFinishedWith(letter, answered.letter());
        var now = clock.instant();
        if (!answering.takeBack(who, id, now)) {
            throw new AnswersNothing();
        }
        var given = letter.given();
        var named = given == null ? letter.content().subject() : given.number();
        var what = "answer-taken-back";
        acts.add(who.agency(), answered.letter(), new Acts.Act(now, what, who.name(), named));
        acts.add(who.agency(), id, new Acts.Act(now, what, who.name(), answered.subject()));
        var by =
                who.actor(
                        Role.CORRESPONDENCE_OFFICER,
                        Role.AUTHORISED_PERSON,
                        Role.HEAD,
                        Role.OFFICIAL);
        var said =
                Fields.none().with("letter", id).with("letter-number", given == null ? "" : named);
        evidence.done(by, what, answered.letter(), said);
    }

    private void mustNotBeFinishedWith(OutgoingLetter letter, UUID answered) {
        var words =
                answering.of(letter.agency(), answered).stream()
                        .filter(answer -> answer.letter().equals(letter.id()))
                        .filter(AnsweringLetters.Answer::isGiven)
                        .map(AnsweringLetters.Answer::words)
                        .findFirst();
        words.flatMap(said -> finishedWith(letter.agency(), answered, said))
                .ifPresent(unit -> {
                    throw new FinishedWithIt(unit);
                });
    }

    private Optional<String> finishedWith(UUID agency, UUID answered, String words) {
        return tasks.ofLetter(agency, answered).stream()
                .filter(task -> {
                    var end = task.finished();
                    return end != null && end.outcome().contains(words);
                })
                .map(Task::unitName)
                .findFirst();
    }
}
