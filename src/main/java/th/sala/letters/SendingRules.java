package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.SARABAN_26;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.agencies.Agency;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Exchange;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Block;
import th.sala.pdf.CannotBeSet;
import th.sala.pdf.Form;
import th.sala.pdf.Typesetter;

/// What a letter between agencies must be before it may leave (ETDA-63 ข้อ 1-3). Each rule looks at
/// one clause; the lint is all of them together.
final class SendingRules {
    private static final String CERTIFIED = "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า";

    private static final int MOST_NAMED = 8;

    private SendingRules() {}

    /// @param agency ours
    /// @param authority what the chosen signer may do today; empty if nothing
    /// @param codes what numbers of our letters may begin with
    /// @param secrecy from which class on the agency lets no letter out
    /// @param day on which the letter would leave
    record Sender(
            Agency agency,
            Optional<AuthorisedPerson> authority,
            Set<String> codes,
            SecrecyPolicy secrecy,
            LocalDate day) {}

    /// @param name as it was chosen, to name it in a finding
    /// @param authority what the addressee may do today, by the registry; empty if nothing
    /// @param agency the addressee's, by the registry
    /// @param way between the two agencies
    record Receiver(
            String name,
            Optional<AuthorisedPerson> authority,
            Optional<Agency> agency,
            Optional<Exchange> way) {}

    /// Who signs before the signer has signed the letter as it stands.
    static Optional<Finding> isSignedByAll(List<CoSigner> others, int version) {
        var missing =
                others.stream()
                        .filter(other -> !other.hasSigned(version))
                        .map(CoSigner::name)
                        .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(true, "letters.lint.co-signers", List.of(missing), null));
    }

    /// Who signs before the signer is still who they were, and can be set.
    ///
    /// @param isSetHere whether there will be a sheet for them to sign
    /// @param today who signs beside others, by the registries of today
    static List<Finding> canSignBeside(
            List<CoSigner> others,
            boolean isSetHere,
            Function<UUID, Optional<AuthorisedPerson>> today) {
        var findings = new ArrayList<Finding>();
        if (!others.isEmpty() && !isSetHere) {
            findings.add(new Finding(true, "letters.lint.co-signers-no-sheet", List.of(), null));
        }
        for (var other : others) {
            if (today.apply(other.official()).filter(other::is).isEmpty()) {
                findings.add(
                        new Finding(
                                true, "letters.lint.co-signer-gone", List.of(other.name()), null));
            }
            var missing =
                    Typesetter.missing(
                            List.of(Block.text(other.name() + other.title(), Form.TEXT)));
            if (!missing.isEmpty()) {
                findings.add(
                        new Finding(
                                true,
                                "letters.lint.no-glyph",
                                List.of(CannotBeSet.named(missing)),
                                null));
            }
        }
        return findings;
    }

    /// A unit of the own agency.
    ///
    /// @param isThere whether it is today
    record InsideUnit(String name, boolean isThere) {}

    /// @param elsewhere persons of other agencies
    /// @param units of the own one
    record Receivers(List<Receiver> elsewhere, List<InsideUnit> units) {
        boolean areInside() {
            return elsewhere.isEmpty() && !units.isEmpty();
        }

        Optional<String> first() {
            return Stream.concat(
                            elsewhere.stream().map(Receiver::name),
                            units.stream().map(InsideUnit::name))
                    .findFirst();
        }
    }

    /// @param files the letter itself and its enclosures
    static List<Finding> findings(
            Content letter, Sender sender, Receivers receivers, List<LetterFile> files) {
        var findings = new ArrayList<Finding>();
        noSecrecy(letter, sender, files).ifPresent(findings::add);
        if (letter.kind().isOfItsWriter()) {
            wasWrittenDownByAnOfficial(letter.signer(), sender).ifPresent(findings::add);
            findings.addAll(reportsAMeeting(letter));
        } else if (receivers.areInside() && letter.kind().isLetter()) {
            fromARegisteredOfficial(letter.signer(), sender).ifPresent(findings::add);
        } else {
            fromTheAuthorised(letter.signer(), sender).ifPresent(findings::add);
        }
        if (!letter.kind().isLetter()) {
            goesToNobody(receivers).ifPresent(findings::add);
        } else if (receivers.areInside()) {
            findings.addAll(inside(letter, sender, receivers));
        } else {
            findings.addAll(ofAnExchange(letter, sender, receivers));
        }
        var isInside = receivers.areInside() && letter.kind().isLetter();
        Stream.of(
                        hasPdf(letter, files),
                        canBeSet(letter, sender, files),
                        hasText(letter),
                        hasTitle(letter))
                .flatMap(Optional::stream)
                .map(finding -> isInside ? asInside(finding) : finding)
                .forEach(findings::add);
        hasNoOpenPlaces(letter).ifPresent(findings::add);
        hasItsSeal(letter, files).ifPresent(findings::add);
        beginsAsACertificate(letter).ifPresent(findings::add);
        marksWereLookedFor(files).forEach(findings::add);
        return findings;
    }

    /// PDF, text and title are asked of a letter to own units by a clause of its own.
    @Clause(id = "I7", of = ETDA_63, value = "ข้อ 5(5)")
    private static Finding asInside(Finding finding) {
        return new Finding(
                finding.blocks(), finding.key(), finding.arguments(), cite("I7", "ข้อ 5(5)"));
    }

    /// To units of one's own agency alone.
    private static List<Finding> inside(Content letter, Sender sender, Receivers receivers) {
        var findings = new ArrayList<Finding>();
        toUnitsThatAreThere(receivers).forEach(findings::add);
        proposesSomethingInside(letter).ifPresent(findings::add);
        saysWhoSendsInside(letter, sender).ifPresent(findings::add);
        beginsWithAnOwnCode(letter, sender).ifPresent(findings::add);
        saysToWhom(letter).ifPresent(findings::add);
        isAMemoInside(letter, sender).ifPresent(findings::add);
        saysWhoseBusinessItIs(letter).ifPresent(findings::add);
        return findings;
    }

    private static List<Finding> ofAnExchange(Content letter, Sender sender, Receivers all) {
        var findings = new ArrayList<Finding>();
        var receivers = all.elsewhere();
        betweenJuristicPersons(receivers).forEach(findings::add);
        notToItself(sender, receivers).ifPresent(findings::add);
        toTheAuthorised(receivers).forEach(findings::add);
        centralAccountsCopied(sender, receivers).forEach(findings::add);
        toUnitsThatAreThere(all).forEach(findings::add);
        saysWhatItProposes(letter).ifPresent(findings::add);
        saysWhoSends(letter, sender).ifPresent(findings::add);
        beginsWithAnOwnCode(letter, sender).ifPresent(findings::add);
        saysToWhom(letter).ifPresent(findings::add);
        staysInside(letter).ifPresent(findings::add);
        saysWhoseBusinessItIs(letter).ifPresent(findings::add);
        return findings;
    }

    /// Orders, announcements and certificates have no addressee on their forms.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบคำสั่ง", grade = Grade.C)
    static Optional<Finding> goesToNobody(Receivers receivers) {
        return receivers
                .first()
                .map(name ->
                        Finding.blocking(
                                new Citation("C10", SARABAN_26, "แบบคำสั่ง"),
                                "letters.lint.to-nobody",
                                name));
    }

    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    static Optional<Finding> noSecrecy(Content letter, Sender sender, List<LetterFile> files) {
        var declared = letter.declared(files.stream().map(LetterFile::pageText));
        return sender.secrecy()
                .refused(declared, sender.day())
                .map(secrecy ->
                        Finding.blocking(
                                cite("X1", "ข้อ 1"), "letters.lint.secrecy", secrecy.marking));
    }

    /// Advice: a person looks where Sala cannot. What keeps the letter itself back is said by
    /// [#hasPdf].
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    static List<Finding> marksWereLookedFor(List<LetterFile> files) {
        return files.stream()
                .filter(file -> file.isUnseen() && !(file.main() && file.isTrouble()))
                .map(file ->
                        Finding.advice(cite("X1", "ข้อ 1"), "letters.lint.unseen", file.name()))
                .toList();
    }

    /// The way between the agencies is the registry's to judge (C0).
    static List<Finding> betweenJuristicPersons(List<Receiver> receivers) {
        return receivers.stream()
                .flatMap(receiver -> receiver.way().flatMap(Exchange::refusal).stream())
                .map(Finding::of)
                .distinct()
                .toList();
    }

    /// A letter to one's own agency is none between agencies: what comes back to the central
    /// account is the own copy (C1).
    static Optional<Finding> notToItself(Sender sender, List<Receiver> receivers) {
        return receivers.stream()
                .flatMap(receiver -> receiver.agency().stream())
                .filter(agency -> agency.id().equals(sender.agency().id()))
                .findFirst()
                .map(own ->
                        new Finding(true, "letters.lint.own-agency", List.of(own.name()), null));
    }

    /// From is a registered person who has authority to make letters that day.
    @Clause(id = "C4", of = ETDA_63, value = "ข้อ 3(4.1)")
    static Optional<Finding> fromTheAuthorised(UUID signer, Sender sender) {
        var authority = sender.authority();
        var mayMake =
                authority.isPresent()
                        && authority.get().official().equals(signer)
                        && authority.get().agency().equals(sender.agency().id())
                        && authority.get().authorities().contains(Authority.MAKE);
        return mayMake
                ? Optional.empty()
                : Optional.of(Finding.blocking(cite("C4", "ข้อ 3(4.1)"), "letters.lint.sender"));
    }

    /// Inside the agency letters come from registered addresses of its officials, and no others.
    @Clause(id = "I1", of = ETDA_63, value = "ข้อ 5(3)")
    static Optional<Finding> fromARegisteredOfficial(UUID signer, Sender sender) {
        var isRegistered =
                sender.authority()
                        .filter(person -> person.official().equals(signer))
                        .filter(person -> person.agency().equals(sender.agency().id()))
                        .filter(person -> !person.mail().isBlank())
                        .isPresent();
        return isRegistered
                ? Optional.empty()
                : Optional.of(
                        Finding.blocking(cite("I1", "ข้อ 5(3)"), "letters.lint.sender-inside"));
    }

    /// Who writes a report down needs no authority to make letters, but a place in the registry.
    static Optional<Finding> wasWrittenDownByAnOfficial(UUID signer, Sender sender) {
        var isOfficial =
                sender.authority()
                        .filter(person -> person.official().equals(signer))
                        .filter(person -> person.agency().equals(sender.agency().id()))
                        .filter(person -> !person.mail().isBlank())
                        .isPresent();
        return isOfficial
                ? Optional.empty()
                : Optional.of(new Finding(true, "letters.lint.recorder", List.of(), null));
    }

    /// What the form of a report has no room to leave out: which meeting, when and where, who came,
    /// and when it began and ended. Who stayed away or came besides stands there if anybody did.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบรายงานการประชุม", grade = Grade.C)
    static List<Finding> reportsAMeeting(Content letter) {
        var meeting = letter.meeting();
        var citation = new Citation("C10", SARABAN_26, "แบบรายงานการประชุม");
        var findings = new ArrayList<Finding>();
        if (meeting.session().isBlank()) {
            findings.add(Finding.blocking(citation, "letters.lint.no-session"));
        }
        if (meeting.held().isBlank() || meeting.place().isBlank()) {
            findings.add(Finding.blocking(citation, "letters.lint.not-held"));
        }
        if (meeting.present().isBlank()) {
            findings.add(Finding.blocking(citation, "letters.lint.nobody-came"));
        }
        if (meeting.begun().isBlank() || meeting.ended().isBlank()) {
            findings.add(Finding.blocking(citation, "letters.lint.no-hours"));
        }
        return findings;
    }

    /// A unit that was closed since it was chosen has nobody who would take the letter.
    static List<Finding> toUnitsThatAreThere(Receivers receivers) {
        return receivers.units().stream()
                .filter(unit -> !unit.isThere())
                .map(unit ->
                        new Finding(true, "letters.lint.unit-closed", List.of(unit.name()), null))
                .toList();
    }

    /// The same inside as [#saysWhatItProposes] says of letters to other agencies.
    @Clause(id = "I3", of = ETDA_63, value = "ข้อ 6(1.2.1)")
    static Optional<Finding> proposesSomethingInside(Content letter) {
        return blank("I3", letter.proposal(), "ข้อ 6(1.2.1)", "letters.lint.no-proposal");
    }

    /// The same inside as [#saysWhoSends] says of letters to other agencies.
    @Clause(id = "I3", of = ETDA_63, value = "ข้อ 6(1.2.2)")
    static Optional<Finding> saysWhoSendsInside(Content letter, Sender sender) {
        if (hasNoPosition(sender)) {
            return Optional.of(
                    Finding.blocking(cite("I3", "ข้อ 6(1.2.2)"), "letters.lint.no-position"));
        }
        return blank("I3", letter.contact(), "ข้อ 6(1.2.2)", "letters.lint.no-contact");
    }

    /// The other forms speak to people outside of the agency: advice to those who may make such
    /// letters, and nothing for others to sign.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายใน", grade = Grade.C)
    static Optional<Finding> isAMemoInside(Content letter, Sender sender) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือภายใน");
        if (letter.kind() == LetterKind.INTERNAL) {
            return Optional.empty();
        }
        return Optional.of(
                fromTheAuthorised(letter.signer(), sender).isEmpty()
                        ? Finding.advice(citation, "letters.lint.memo-inside")
                        : Finding.blocking(citation, "letters.lint.only-memo"));
    }

    /// To is a registered person of the receiving agency who has authority to give directions.
    @Clause(id = "C4", of = ETDA_63, value = "ข้อ 3(4.2)")
    static List<Finding> toTheAuthorised(List<Receiver> receivers) {
        if (receivers.isEmpty()) {
            return List.of(Finding.blocking(cite("C4", "ข้อ 3(4.2)"), "letters.lint.no-addressee"));
        }
        return receivers.stream()
                .filter(receiver ->
                        receiver.authority()
                                .filter(person -> person.authorities().contains(Authority.DIRECT))
                                .isEmpty())
                .map(receiver ->
                        Finding.blocking(
                                cite("C4", "ข้อ 3(4.2)"),
                                "letters.lint.addressee",
                                receiver.name()))
                .toList();
    }

    /// Both agencies' central accounts are copied, so both must have one.
    @Clause(id = "C4", of = ETDA_63, value = "ข้อ 3(4.4)")
    static List<Finding> centralAccountsCopied(Sender sender, List<Receiver> receivers) {
        var findings = new ArrayList<Finding>();
        if (sender.agency().centralAddress().isBlank()) {
            findings.add(
                    Finding.blocking(
                            cite("C4", "ข้อ 3(4.4)"),
                            "letters.lint.no-central",
                            sender.agency().name()));
        }
        for (var receiver : receivers) {
            var agency = receiver.agency();
            if (agency.isEmpty() || agency.get().centralAddress().isBlank()) {
                findings.add(
                        Finding.blocking(
                                cite("C4", "ข้อ 3(4.4)"),
                                "letters.lint.no-central",
                                agency.map(Agency::name).orElse(receiver.name())));
            }
        }
        return findings;
    }

    /// How a mail that a person's program hands in is addressed, in lower case.
    ///
    /// @param recipients of the envelope: who would really get it
    record Addressing(List<String> to, List<String> cc, List<String> recipients) {}

    /// A mail handed in copies the central accounts of both agencies and goes to nobody but those
    /// and the addressees: Sala sends no mail that has somebody else in it.
    @Clause(id = "C4", of = ETDA_63, value = "ข้อ 3(4.4)")
    static List<Finding> copiesCentralAccounts(
            Addressing mail, Sender sender, List<Receiver> receivers) {
        var wanted = new LinkedHashSet<String>();
        receivers.forEach(
                receiver -> receiver.agency().map(Agency::centralAddress).ifPresent(wanted::add));
        wanted.add(sender.agency().centralAddress());
        wanted.removeIf(String::isBlank);
        var cite = cite("C4", "ข้อ 3(4.4)");
        var findings = new ArrayList<Finding>();
        wanted.stream()
                .filter(central -> !mail.cc().contains(central))
                .map(central -> Finding.blocking(cite, "letters.lint.cc-missing", central))
                .forEach(findings::add);
        Stream.concat(mail.cc().stream(), mail.recipients().stream())
                .filter(other -> !wanted.contains(other) && !mail.to().contains(other))
                .distinct()
                .map(other -> Finding.blocking(cite, "letters.lint.cc-other", other))
                .forEach(findings::add);
        Stream.concat(mail.to().stream(), mail.cc().stream())
                .filter(named -> !mail.recipients().contains(named))
                .distinct()
                .map(named -> Finding.blocking(cite, "letters.lint.not-in-envelope", named))
                .forEach(findings::add);
        return findings;
    }

    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(4.3.1)")
    static Optional<Finding> saysWhatItProposes(Content letter) {
        return blank("C5", letter.proposal(), "ข้อ 3(4.3.1)", "letters.lint.no-proposal");
    }

    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(4.3.2)")
    static Optional<Finding> saysWhoSends(Content letter, Sender sender) {
        if (hasNoPosition(sender)) {
            return Optional.of(
                    Finding.blocking(cite("C5", "ข้อ 3(4.3.2)"), "letters.lint.no-position"));
        }
        return blank("C5", letter.contact(), "ข้อ 3(4.3.2)", "letters.lint.no-contact");
    }

    private static boolean hasNoPosition(Sender sender) {
        return sender.authority()
                .filter(person -> person.name().isBlank() || person.position().isBlank())
                .isPresent();
    }

    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(5)")
    static Optional<Finding> hasPdf(Content letter, List<LetterFile> files) {
        var pdf = files.stream().filter(LetterFile::main).findFirst();
        if (pdf.isEmpty() && letter.typeset()) {
            return Optional.empty();
        }
        if (pdf.isEmpty()) {
            return Optional.of(Finding.blocking(cite("C5", "ข้อ 3(5)"), "letters.lint.no-pdf"));
        }
        var verdict = pdf.get().verdict();
        return verdict.equals(LetterFile.READABLE)
                ? Optional.empty()
                : Optional.of(
                        Finding.blocking(cite("C5", "ข้อ 3(5)"), LetterFile.troubleKey(verdict)));
    }

    /// A PDF that Sala sets has all that is written: nothing is left out for want of a glyph.
    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(5)")
    static Optional<Finding> canBeSet(Content letter, Sender sender, List<LetterFile> files) {
        if (!letter.typeset() || files.stream().anyMatch(LetterFile::main)) {
            return Optional.empty();
        }
        var head =
                LetterSheet.Head.draft(letter, sender.agency(), sender.authority(), Instant.EPOCH);
        var missing = Typesetter.missing(LetterSheet.of(letter, head).blocks());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Finding.blocking(
                                cite("C5", "ข้อ 3(5)"),
                                "letters.lint.no-glyph",
                                CannotBeSet.named(missing)));
    }

    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(5)")
    static Optional<Finding> hasText(Content letter) {
        return blank("C5", letter.body(), "ข้อ 3(5)", "letters.lint.no-text");
    }

    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(5)")
    static Optional<Finding> hasTitle(Content letter) {
        return blank("C5", letter.subject(), "ข้อ 3(5)", "letters.lint.no-title");
    }

    /// What a template left to be filled in never goes out. A text that Sala does not set may have
    /// such brackets of its own, so there it is advice.
    static Optional<Finding> hasNoOpenPlaces(Content letter) {
        var open = OpenPlaces.in(letter).stream().limit(MOST_NAMED).toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                letter.typeset(),
                                "letters.lint.open-places",
                                List.of(String.join(" ", open)),
                                null));
    }

    /// A number begins with a code that is the agency's, also on paper.
    @Clause(id = "C10", of = SARABAN_26, value = "เลขที่หนังสือออก")
    static Optional<Finding> beginsWithAnOwnCode(Content letter, Sender sender) {
        var code = letter.ownerCode();
        var citation = new Citation("C10", SARABAN_26, "เลขที่หนังสือออก");
        if (code.isBlank()) {
            return Optional.of(Finding.blocking(citation, "letters.lint.no-owner-code"));
        }
        return sender.codes().contains(code)
                ? Optional.empty()
                : Optional.of(Finding.blocking(citation, "letters.lint.owner-code", code));
    }

    /// Advice: who lays a letter out by hand sees it, who lets Sala set it may not.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายนอก", grade = Grade.C)
    static Optional<Finding> saysToWhom(Content letter) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือภายนอก");
        return letter.typeset() && letter.salutation().isBlank()
                ? Optional.of(Finding.advice(citation, "letters.lint.no-salutation"))
                : Optional.empty();
    }

    /// What Sala sets has room for a seal but none: it is sealed on paper, and sent as a scan.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือประทับตรา", grade = Grade.C)
    static Optional<Finding> hasItsSeal(Content letter, List<LetterFile> files) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือประทับตรา");
        return letter.kind() == LetterKind.STAMPED && files.stream().noneMatch(LetterFile::main)
                ? Optional.of(Finding.blocking(citation, "letters.lint.no-seal"))
                : Optional.empty();
    }

    /// Advice: Sala does not write it in front of a text that may be in another language.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือรับรอง", grade = Grade.C)
    static Optional<Finding> beginsAsACertificate(Content letter) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือรับรอง");
        return letter.kind() == LetterKind.CERTIFICATE && !letter.body().startsWith(CERTIFIED)
                ? Optional.of(Finding.advice(citation, "letters.lint.certificate"))
                : Optional.empty();
    }

    /// Advice: which agencies belong to one ministry the registry does not say.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายใน", grade = Grade.C)
    static Optional<Finding> staysInside(Content letter) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือภายใน");
        return letter.kind() == LetterKind.INTERNAL
                ? Optional.of(Finding.advice(citation, "letters.lint.internal"))
                : Optional.empty();
    }

    /// Advice only: what is handed in by a mail program may leave it out.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายนอก", grade = Grade.C)
    static Optional<Finding> saysWhoseBusinessItIs(Content letter) {
        var citation = new Citation("C10", SARABAN_26, "แบบหนังสือภายนอก");
        return letter.ownerUnit().isBlank()
                ? Optional.of(Finding.advice(citation, "letters.lint.no-owner-unit"))
                : Optional.empty();
    }

    private static Optional<Finding> blank(String id, String value, String clause, String key) {
        return value.isBlank()
                ? Optional.of(Finding.blocking(cite(id, clause), key))
                : Optional.empty();
    }

    private static Citation cite(String id, String clause) {
        return new Citation(id, ETDA_63, clause);
    }
}
