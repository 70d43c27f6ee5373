package th.sala.letters;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// Letters while somebody types them: what is not saved yet is kept, and whoever is at the same
/// draft is told.
@Service
@Transactional
class Typing {
    /// How long somebody who typed last counts as being at the draft.
    private static final Duration PRESENT = Duration.ofMinutes(10);

    static final Duration LONGEST = Duration.ofDays(30);

    private final UnsavedForms unsaved;
    private final OutgoingLetters letters;
    private final OutgoingDesk desk;
    private final DraftRights rights;
    private final Clock clock;

    Typing(
            UnsavedForms unsaved,
            OutgoingLetters letters,
            OutgoingDesk desk,
            DraftRights rights,
            Clock clock) {
        this.unsaved = unsaved;
        this.letters = letters;
        this.desk = desk;
        this.rights = rights;
        this.clock = clock;
    }

    /// How things stand after something was typed.
    ///
    /// @param isKept whether there is something that the draft does not have
    /// @param isClosed whether the draft cannot be changed by this person any more
    /// @param movedOnBy who saved a newer version of the draft meanwhile; null if nobody did
    record State(
            boolean isKept,
            boolean isClosed,
            @Nullable String movedOnBy,
            List<UnsavedForms.Other> others) {
        static final State NOTHING = new State(false, false, null, List.of());
    }

    /// The id of the letter that is typed under this key. The browser brings the key along: it can
    /// name no letter or mail of somebody else's.
    static UUID idOf(SignedIn who, UUID key) {
        var name = who.account() + " " + key;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// Somebody opened the draft and typed nothing yet.
    ///
    /// @param letter the draft, or the key under which a new one is typed
    /// @param version that was opened
    State open(SignedIn who, UUID letter, int version) {
        return draft(who, letter)
                .filter(draft -> isOpenTo(who, draft))
                .map(draft -> seen(who, draft, version, false))
                .orElse(State.NOTHING);
    }

    /// Keeps what is typed, unless the draft has it already.
    ///
    /// @param letter the draft, or the key under which a new one is typed
    State keep(SignedIn who, UUID letter, LetterForm form) {
        var draft = draft(who, letter).orElse(null);
        var id = draft == null ? letter : draft.id();
        var isOpen = draft == null || isOpenTo(who, draft);
        var isNew = isNew(form, draft);
        if (isNew) {
            unsaved.keep(who, id, form, clock.instant());
        } else {
            unsaved.forget(who, id);
        }
        if (draft == null || !isOpen) {
            return new State(isNew, !isOpen, null, List.of());
        }
        return seen(who, draft, form.versionOrNone(), isNew);
    }

    private State seen(SignedIn who, OutgoingLetter draft, int version, boolean isKept) {
        unsaved.seen(who, draft.id(), clock.instant());
        return new State(
                isKept,
                false,
                draft.version() == version ? null : draft.changedBy(),
                unsaved.others(who, draft.id(), clock.instant().minus(PRESENT)));
    }

    /// Also the one that was begun from the page that still has the key.
    private Optional<OutgoingLetter> draft(SignedIn who, UUID letter) {
        return letters.find(who.agency(), letter)
                .or(() -> letters.find(who.agency(), idOf(who, letter)));
    }

    private boolean isOpenTo(SignedIn who, OutgoingLetter draft) {
        return rights.mayChange(who, draft);
    }

    private boolean isNew(LetterForm form, @Nullable OutgoingLetter draft) {
        if (draft == null) {
            return form.hasWords();
        }
        var signer = form.signer() == null ? Content.NOBODY : form.signer();
        var to = desk.to(draft.agency(), draft.id());
        return !form.content(signer).equals(draft.content()) || !form.chosen().equals(to);
    }

    /// What was typed into the draft and not saved, if the draft does not have it already.
    @Transactional(readOnly = true)
    Optional<UnsavedForms.Unsaved> of(SignedIn who, OutgoingLetter draft) {
        return unsaved.find(who, draft.id()).filter(kept -> isNew(kept.form(), draft));
    }

    @Transactional(readOnly = true)
    Optional<UnsavedForms.Unsaved> find(SignedIn who, UUID letter) {
        return unsaved.find(who, letter);
    }

    /// Letters that were typed and never saved, and what was typed into drafts that are closed to
    /// the person by now; the newest first.
    @Transactional(readOnly = true)
    List<UnsavedForms.Unsaved> homeless(SignedIn who) {
        return unsaved.all(who).stream()
                .filter(kept ->
                        draft(who, kept.letter())
                                .filter(draft -> isOpenTo(who, draft) || !isNew(kept.form(), draft))
                                .isEmpty())
                .toList();
    }

    @Transactional(readOnly = true)
    boolean isBegun(SignedIn who, UUID letter) {
        return letters.find(who.agency(), letter).isPresent();
    }

    /// Nothing is kept for ever, whoever it is of.
    void forgetOld() {
        unsaved.forgetBefore(clock.instant().minus(LONGEST));
    }

    /// It is saved, or not wanted any more.
    void forget(SignedIn who, UUID letter) {
        unsaved.forget(who, letter);
        unsaved.leave(who, letter);
    }

    @Configuration(proxyBeanMethods = false)
    static class Recurring {
        @Bean
        RecurringJob lettersUnsaved(Typing typing) {
            return new RecurringJob(
                    "letters.unsaved",
                    Duration.ofDays(1),
                    () -> AgencyScope.everywhere(typing::forgetOld));
        }
    }
}
