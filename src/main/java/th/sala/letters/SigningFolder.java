package th.sala.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.routing.Routing;
import th.sala.routing.Step;

/// แฟ้มเสนอลงนาม: the letters that wait for one person's signature, to be looked through and signed
/// together.
@Service
class SigningFolder {
    /// The most letters that lie in it at a time; the others follow when these are signed.
    static final int MOST = 100;

    /// Drafts that name the person, with those that are on their way to them.
    private static final int MOST_NAMED = 300;

    /// A letter in the folder.
    ///
    /// @param to whom it goes, in words
    /// @param step by which it was sent up to the signer; null if it was not
    /// @param blocking what must be mended before it can leave
    /// @param files the PDF that somebody gave it, and what is enclosed
    record Paper(
            OutgoingLetter letter,
            List<String> to,
            @Nullable Step step,
            List<Finding> blocking,
            List<LetterFile> files) {
        Paper {
            to = List.copyOf(to);
            blocking = List.copyOf(blocking);
            files = List.copyOf(files);
        }

        /// Whether Sala sets it, so that its pages can be shown.
        public boolean isSet() {
            return letter.content().typeset() && files.stream().noneMatch(LetterFile::main);
        }

        public boolean isReady() {
            return blocking.isEmpty();
        }
    }

    /// A letter that the signer chose, in the version that they saw.
    record Chosen(UUID letter, int version) {
        /// @param text `id:version`, as the page has it
        static Optional<Chosen> of(String text) {
            if (!text.matches("[0-9a-f-]{36}:[0-9]{1,9}")) {
                return Optional.empty();
            }
            var parts = text.split(":", 2);
            try {
                return Optional.of(
                        new Chosen(UUID.fromString(parts[0]), Integer.parseInt(parts[1])));
            } catch (IllegalArgumentException noId) {
                return Optional.empty();
            }
        }
    }

    /// What became of one.
    ///
    /// @param number empty if it was not signed
    /// @param refusal null if it was
    record Outcome(UUID letter, String subject, String number, @Nullable Refusal refusal) {}

    private final OutgoingDesk desk;
    private final Routing routing;

    SigningFolder(OutgoingDesk desk, Routing routing) {
        this.desk = desk;
        this.routing = routing;
    }

    /// What waits for the person's signature: first what was sent up to them, the most urgent
    /// first; then what names them as its signer and was sent to nobody.
    @Transactional(readOnly = true)
    List<Paper> of(SignedIn who) {
        var sentUp =
                routing.waiting(who).stream()
                        .map(Routing.Line::step)
                        .filter(Step::isUp)
                        .collect(Collectors.toMap(Step::letter, Function.identity()));
        var named = desk.toSign(who, MOST_NAMED);
        var underWay =
                routing.underWay(who.agency(), named.stream().map(OutgoingLetter::id).toList());
        var toDecide =
                sentUp.keySet().stream()
                        .filter(letter -> desk.isThere(who.agency(), letter))
                        .map(letter -> desk.letter(who.agency(), letter))
                        .filter(letter -> letter.isDraft() && isSigner(who, letter));
        return Stream.concat(
                        toDecide, named.stream().filter(letter -> !underWay.contains(letter.id())))
                .limit(MOST)
                .map(letter -> paper(letter, sentUp.get(letter.id())))
                .sorted(ORDER)
                .toList();
    }

    private static boolean isSigner(SignedIn who, OutgoingLetter letter) {
        return letter.content().signer().equals(who.official());
    }

    private static final Comparator<Paper> ORDER =
            Comparator.comparing((Paper paper) -> paper.step() == null)
                    .thenComparing(
                            paper -> paper.letter().content().urgency(), Comparator.reverseOrder())
                    .thenComparing(paper -> paper.letter().changedAt());

    private List<String> to(OutgoingLetter letter) {
        return Stream.concat(
                        desk.addressees(letter.agency(), letter.id()).stream()
                                .map(one -> one.name() + " (" + one.agencyName() + ")"),
                        desk.units(letter.agency(), letter.id()).stream().map(UnitAddressee::name))
                .toList();
    }

    private Paper paper(OutgoingLetter letter, @Nullable Step step) {
        return new Paper(
                letter,
                to(letter),
                step,
                desk.findings(letter.agency(), letter.id()).stream()
                        .filter(Finding::blocks)
                        .toList(),
                desk.files(letter.agency(), letter.id()));
    }

    /// Signs and sends each by itself: one that cannot go holds up no other.
    ///
    /// @param who confirmed just now
    /// @throws NoSuchLetter if the agency has none such; then nothing was signed
    List<Outcome> sign(SignedIn who, List<Chosen> chosen) {
        var subjects = new LinkedHashMap<Chosen, String>();
        for (var one : chosen.stream().limit(MOST).toList()) {
            subjects.put(one, desk.letter(who.agency(), one.letter()).content().subject());
        }
        var outcomes = new ArrayList<Outcome>();
        subjects.forEach((one, subject) -> outcomes.add(sign(who, one, subject)));
        return outcomes;
    }

    private Outcome sign(SignedIn who, Chosen chosen, String subject) {
        try {
            var number = desk.send(who, chosen.letter(), chosen.version(), null);
            return new Outcome(chosen.letter(), subject, number, null);
        } catch (Refusal refusal) {
            return new Outcome(chosen.letter(), subject, "", refusal);
        }
    }
}
