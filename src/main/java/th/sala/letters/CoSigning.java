package th.sala.letters;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Registry;
import th.sala.evidence.Actor;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.signing.Signatures;

/// Letters that several people sign, one after the other: each says so of the draft as it stands;
/// whoever edits it asks all of them anew. Its signer is the last, and with that it gets its number
/// and all of their signatures.
@Service
@Transactional
class CoSigning {
    static final int MOST = 5;

    private final OutgoingLetters letters;
    private final CoSigners signers;
    private final Signers people;
    private final DraftRights rights;
    private final WayDesk ways;
    private final SetLetters set;
    private final Signatures signatures;
    private final Registry registry;
    private final LetterEvidence evidence;
    private final LetterNotices notices;
    private final Acts acts;
    private final Clock clock;

    CoSigning(
            OutgoingLetters letters,
            CoSigners signers,
            Signers people,
            DraftRights rights,
            WayDesk ways,
            SetLetters set,
            Signatures signatures,
            Registry registry,
            LetterEvidence evidence,
            LetterNotices notices,
            Acts acts,
            Clock clock) {
        this.letters = letters;
        this.signers = signers;
        this.people = people;
        this.rights = rights;
        this.ways = ways;
        this.set = set;
        this.signatures = signatures;
        this.registry = registry;
        this.evidence = evidence;
        this.notices = notices;
        this.acts = acts;
        this.clock = clock;
    }

    /// Refusal: somebody chosen is not registered in the agency, signs it anyway, or there are too
    /// many.
    static final class NotToSignWith extends Refusal {
        NotToSignWith() {
            super("letters.refused.not-to-sign-with", MOST);
        }
    }

    /// Refusal: it is another's turn, or nobody's.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NotYourTurn extends Refusal {
        NotYourTurn() {
            super("letters.refused.not-your-turn");
        }
    }

    @Transactional(readOnly = true)
    List<CoSigner> of(UUID agency, UUID letter) {
        return signers.of(agency, letter);
    }

    /// Who is not to be chosen: the signer, and those who are.
    @Transactional(readOnly = true)
    Set<UUID> without(OutgoingLetter draft) {
        return Stream.concat(
                        Stream.of(draft.content().signer()),
                        signers.of(draft.agency(), draft.id()).stream().map(CoSigner::official))
                .collect(Collectors.toSet());
    }

    /// Whose signature is next; empty if its signer's is.
    @Transactional(readOnly = true)
    Optional<CoSigner> next(OutgoingLetter draft) {
        return next(signers.of(draft.agency(), draft.id()), draft.version());
    }

    private static Optional<CoSigner> next(List<CoSigner> all, int version) {
        return all.stream().filter(signer -> !signer.hasSigned(version)).findFirst();
    }

    /// Refusal: somebody gives the letter's PDF, which nobody signs here.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NotSetHere extends Refusal {
        NotSetHere() {
            super("letters.refused.co-signers-without-sheet");
        }
    }

    /// Adds people behind those who sign it already. It is another version with that: all sign
    /// anew.
    ///
    /// @throws NotYourDraft unless the person may change it
    /// @throws LetterMovedOn if another version is there now
    /// @throws NotSetHere unless Sala sets its PDF
    /// @throws NotToSignWith if one of them cannot sign it
    void add(SignedIn who, UUID id, int version, List<UUID> officials) {
        var draft = locked(who, id, version);
        if (!set.isToSet(draft)) {
            throw new NotSetHere();
        }
        var all = new ArrayList<>(signers.of(who.agency(), id));
        for (var official : new LinkedHashSet<>(officials)) {
            if (official.equals(draft.content().signer())
                    || all.stream().anyMatch(other -> other.official().equals(official))) {
                throw new NotToSignWith();
            }
            var person = people.beside(who.agency(), official).orElseThrow(NotToSignWith::new);
            all.add(CoSigner.of(person));
        }
        if (officials.isEmpty() || all.size() > MOST) {
            throw new NotToSignWith();
        }
        keep(who, draft, all);
    }

    /// Takes somebody out. It is another version with that: all sign anew.
    ///
    /// @throws LetterMovedOn if another version is there now
    void remove(SignedIn who, UUID id, int version, UUID official) {
        var draft = locked(who, id, version);
        var all = new ArrayList<>(signers.of(who.agency(), id));
        all.removeIf(signer -> signer.official().equals(official));
        keep(who, draft, all);
    }

    private OutgoingLetter locked(SignedIn who, UUID id, int version) {
        var draft = draft(who, id, version);
        rights.mustBeTheirs(who, draft);
        return draft;
    }

    private OutgoingLetter draft(SignedIn who, UUID id, int version) {
        if (!letters.lockDraft(who.agency(), id, version)) {
            throw new LetterMovedOn(letter(who, id).changedBy());
        }
        return letter(who, id);
    }

    private OutgoingLetter letter(SignedIn who, UUID id) {
        return letters.find(who.agency(), id).orElseThrow(() -> new NoSuchLetter(id));
    }

    private void keep(SignedIn who, OutgoingLetter draft, List<CoSigner> all) {
        var agency = who.agency();
        var id = draft.id();
        var names = String.join(", ", all.stream().map(CoSigner::name).toList());
        signers.replace(agency, id, all.stream().map(CoSigner::unsigned).toList());
        letters.change(agency, id, draft.version(), draft.content(), clock.instant(), who.name());
        ways.edited(who, id, "ผู้ลงนามร่วม: " + (names.isEmpty() ? "ไม่มี" : names));
        evidence.done(who, "co-signers", id, names);
    }

    /// Signs the draft as it stands.
    ///
    /// @param version that was looked at
    /// @throws LetterMovedOn if another is there now
    /// @throws NotYourTurn unless the next signature is this person's
    /// @throws th.sala.signing.CannotSign if they brought a key that cannot be used
    void sign(SignedIn who, UUID id, int version) {
        var draft = draft(who, id, version);
        var all = new ArrayList<>(signers.of(who.agency(), id));
        var mine =
                next(all, version)
                        .filter(signer -> signer.official().equals(who.official()))
                        .orElseThrow(NotYourTurn::new);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var person = people.beside(who.agency(), mine.official()).orElseThrow(NotToSignWith::new);
        var signed = CoSigner.of(person).signing(version, now);
        signatures.mustBeUsable(
                signed.holder(who.agency(), registry.agency(who.agency()).orElseThrow().name()));
        all.set(all.indexOf(mine), signed);
        signers.replace(who.agency(), id, all);
        acts.add(who.agency(), id, new Acts.Act(now, "co-signed", who.name(), ""));
        var said = Fields.none().with("version", version).with("digest", ways.digest(draft));
        evidence.done(by(who), "co-signed", id, said);
        notices.toSignNext(
                draft,
                next(all, version).map(CoSigner::official).orElse(draft.content().signer()),
                who.name());
    }

    /// Takes the own signature back, with those that came after it.
    ///
    /// @throws LetterMovedOn if another version is there now
    /// @throws NotYourTurn unless the person has signed it
    void unsign(SignedIn who, UUID id, int version) {
        draft(who, id, version);
        var all = signers.of(who.agency(), id);
        var mine =
                all.stream()
                        .filter(signer -> signer.official().equals(who.official()))
                        .filter(signer -> signer.hasSigned(version))
                        .findFirst()
                        .orElseThrow(NotYourTurn::new);
        var first = all.indexOf(mine);
        var left = new ArrayList<>(all.subList(0, first));
        all.subList(first, all.size()).stream().map(CoSigner::unsigned).forEach(left::add);
        signers.replace(who.agency(), id, left);
        var now = clock.instant();
        acts.add(who.agency(), id, new Acts.Act(now, "co-signed-not", who.name(), ""));
        evidence.done(by(who), "co-signed-not", id, Fields.none().with("version", version));
    }

    private static Actor by(SignedIn who) {
        return who.actor(
                Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL, Role.CORRESPONDENCE_OFFICER);
    }
}
