package th.sala.letters;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.routing.Matter;
import th.sala.routing.Result;
import th.sala.routing.Routing;
import th.sala.routing.Step;
import th.sala.routing.To;
import th.sala.routing.Way;

/// The way of a letter out inside the agency, and the versions of it that people had before them.
@Service
@Transactional
class WayDesk {
    private final OutgoingLetters letters;
    private final Addressees addressees;
    private final InsideLetters inside;
    private final CoSigners coSigners;
    private final LetterFiles files;
    private final LetterVersions versions;
    private final DraftRights rights;
    private final Routing routing;

    WayDesk(
            OutgoingLetters letters,
            Addressees addressees,
            InsideLetters inside,
            CoSigners coSigners,
            LetterFiles files,
            LetterVersions versions,
            DraftRights rights,
            Routing routing) {
        this.letters = letters;
        this.addressees = addressees;
        this.inside = inside;
        this.coSigners = coSigners;
        this.files = files;
        this.versions = versions;
        this.rights = rights;
        this.routing = routing;
    }

    /// Working days in which each person is to decide. The law names no time; these are Sala's.
    static int days(Urgency urgency) {
        return switch (urgency) {
            case NORMAL -> 3;
            case SOON -> 1;
            case URGENT, IMMEDIATE -> 0;
        };
    }

    /// The letter as its way knows it; the version that it is in is kept.
    private Matter matter(OutgoingLetter letter) {
        var content = letter.content();
        return new Matter(
                letter.id(),
                letter.version(),
                versions.keep(letter.agency(), version(letter, "")),
                content.subject(),
                "/letters/out/" + letter.id() + "/way",
                days(content.urgency()));
    }

    /// SHA-256 of what this version of a draft says; it is kept.
    String digest(OutgoingLetter draft) {
        return versions.keep(draft.agency(), version(draft, ""));
    }

    private LetterVersion version(OutgoingLetter letter, String changes) {
        var to = addressees.of(letter.agency(), letter.id());
        var units = inside.units(letter.agency(), letter.id());
        var there = files.of(letter.agency(), letter.id());
        return new LetterVersion(
                letter.id(),
                letter.version(),
                LetterVersion.Kept.of(
                        letter.content(),
                        to,
                        units,
                        there,
                        coSigners.of(letter.agency(), letter.id())),
                changes,
                letter.changedAt(),
                letter.changedBy());
    }

    private OutgoingLetter locked(SignedIn who, UUID id, int version) {
        if (!letters.lockDraft(who.agency(), id, version)) {
            throw new LetterMovedOn(letter(who.agency(), id).changedBy());
        }
        return letter(who.agency(), id);
    }

    private OutgoingLetter letter(UUID agency, UUID id) {
        return letters.find(agency, id).orElseThrow(() -> new NoSuchLetter(id));
    }

    /// Sends the draft up.
    ///
    /// @param version that was looked at
    /// @throws LetterMovedOn if another is there now
    void propose(SignedIn who, UUID id, int version, To to, String proposal) {
        var letter = locked(who, id, version);
        rights.mustBeTheirs(who, letter);
        routing.propose(who, matter(letter), to, proposal);
    }

    /// States the result of the step.
    ///
    /// @param version that was looked at
    /// @param to to whom it goes on; null if it ends here
    /// @throws LetterMovedOn if another is there now
    void decide(
            SignedIn who,
            UUID id,
            int version,
            UUID step,
            Result result,
            String endorsement,
            @Nullable To to,
            String proposal) {
        var letter = locked(who, id, version);
        var received =
                routing.way(who.agency(), id)
                        .flatMap(way -> way.find(step))
                        .map(Step::version)
                        .orElse(version);
        var decision =
                new Routing.Decision(
                        result, endorsement, changesSince(letter, received), to, proposal);
        routing.decide(who, step, matter(letter), decision);
    }

    /// What was edited after a version, as those said who did.
    @Transactional(readOnly = true)
    String changesSince(OutgoingLetter letter, int version) {
        return versions.of(letter.agency(), letter.id()).stream()
                .filter(later -> later.number() > version)
                .map(LetterVersion::changes)
                .filter(changes -> !changes.isBlank())
                .collect(Collectors.joining("\n"));
    }

    void recall(SignedIn who, UUID id, UUID step) {
        routing.recall(who, id, step, matter(letter(who.agency(), id)));
    }

    void ask(
            SignedIn who,
            UUID id,
            UUID step,
            Collection<UUID> officials,
            Step.Needs needs,
            String question) {
        routing.ask(who, step, matter(letter(who.agency(), id)), officials, needs, question);
    }

    void answer(SignedIn who, UUID id, UUID step, String words) {
        routing.answer(who, id, step, matter(letter(who.agency(), id)), words);
    }

    /// The draft leaves: whoever has it signed it with that.
    void signed(SignedIn who, OutgoingLetter letter, @Nullable UUID signer) {
        var way = routing.way(letter.agency(), letter.id()).orElse(null);
        if (way != null) {
            var current = way.current();
            var changes = current == null ? "" : changesSince(letter, current.version());
            routing.signed(who, matter(letter), changes, signer);
        }
    }

    /// The draft was edited, and is in its new version now.
    ///
    /// @param typed what was edited
    void edited(SignedIn who, UUID id, String typed) {
        var changes = Routing.plain(typed);
        if (routing.edited(who, id, changes)) {
            versions.keep(who.agency(), version(letter(who.agency(), id), changes));
        }
    }

    /// @throws Routing.NotWithYou if the letter is under way, with whomever
    void mustRest(UUID agency, UUID id) {
        routing.mustRest(agency, id);
    }

    /// Whether the letter is under way and with somebody else.
    @Transactional(readOnly = true)
    boolean isElsewhere(SignedIn who, OutgoingLetter letter) {
        return routing.mayEdit(who, letter.id()).filter(mine -> !mine).isPresent();
    }

    @Transactional(readOnly = true)
    Optional<Way> way(UUID agency, UUID id) {
        return routing.way(agency, id);
    }

    @Transactional(readOnly = true)
    List<LetterVersion> versions(UUID agency, UUID id) {
        return versions.of(agency, id);
    }

    /// @throws NoSuchLetter if it has no such version
    @Transactional(readOnly = true)
    LetterVersion version(UUID agency, UUID id, int number) {
        return versions.find(agency, id, number).orElseThrow(() -> new NoSuchLetter(id));
    }
}
