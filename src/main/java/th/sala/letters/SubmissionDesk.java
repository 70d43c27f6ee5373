package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Registry;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.mail.Inbox;
import th.sala.mail.Message;
import th.sala.mail.MessageReader;
import th.sala.mail.ReceivedMail;
import th.sala.mail.SubmissionPolicy;
import th.sala.mail.Unreadable;
import th.sala.notices.Notices;
import th.sala.registers.LetterNumber;

/// Letters that authorised persons write in their own mail programs. A mail from the registered
/// address is its owner's signature, so handing one in is the act of writing and sending: it is
/// checked while the mail program waits, and becomes a numbered letter or is refused.
@Service
class SubmissionDesk implements SubmissionPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionDesk.class);

    /// Where it says how such a mail is written.
    private static final String HOW = "/me/app-passwords";

    private final OutgoingDesk desk;
    private final LetterFiles files;
    private final SecrecyDecisions secrecy;
    private final MailFiles mailFiles;
    private final Acts acts;
    private final LetterSearch search;
    private final Registry registry;
    private final Accounts accounts;
    private final Inbox inbox;
    private final Notices notices;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Signers signers;
    private final Clock clock;

    SubmissionDesk(
            OutgoingDesk desk,
            LetterFiles files,
            SecrecyDecisions secrecy,
            MailFiles mailFiles,
            Acts acts,
            LetterSearch search,
            Registry registry,
            Accounts accounts,
            Inbox inbox,
            Notices notices,
            MessageSource messages,
            TransactionTemplate transaction,
            Signers signers,
            Clock clock) {
        this.desk = desk;
        this.files = files;
        this.secrecy = secrecy;
        this.mailFiles = mailFiles;
        this.acts = acts;
        this.search = search;
        this.registry = registry;
        this.accounts = accounts;
        this.inbox = inbox;
        this.notices = notices;
        this.messages = messages;
        this.transaction = transaction;
        this.signers = signers;
        this.clock = clock;
    }

    @Override
    @Clause(id = "C0", of = ETDA_63, value = "อารัมภบท")
    public Optional<String> addressOf(SignedIn who) {
        return signer(who).map(AuthorisedPerson::mail);
    }

    private Optional<AuthorisedPerson> signer(SignedIn who) {
        if (who.official() == null || !who.is(Role.AUTHORISED_PERSON)) {
            return Optional.empty();
        }
        return signers.find(who.agency(), who.official())
                .filter(person -> person.may(Authority.MAKE));
    }

    /// What a mail is as a letter, and what would break a rule.
    private record Looked(HandedIn letter, List<LetterFile> files, List<Finding> broken) {}

    /// In English without a Thai letter, which SMTP cannot carry; the person is told in Sala in
    /// their own language, and everything at once.
    @Override
    public Optional<String> objection(SignedIn who, Message message, List<String> recipients) {
        var broken = look(who, message, recipients).broken();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        var keys = broken.stream().map(Finding::key).collect(Collectors.joining(" "));
        LOG.info("account {} handed in a mail that was refused: {}", who.account(), keys);
        notices.tell(
                "letters.refused/" + message.messageId() + "/" + keys,
                who.agency(),
                who.account(),
                "letters.notice.refused",
                List.of(String.join(", ", mails(message.to())), sentences(broken, who)),
                HOW);
        return Optional.of(inAscii(broken.getFirst()) + " Your notices in Sala say all of it.");
    }

    /// Makes the letter of a mail that was handed in; once, however often it is called. What no
    /// longer fits a rule stays as a draft of its signer, who is told why.
    void take(UUID id) {
        var mail = inbox.find(id);
        if (desk.isThere(mail.agency(), id)) {
            return;
        }
        var who = submitter(mail);
        var looked = look(who, read(id), mail.recipients());
        try {
            if (!looked.broken().isEmpty()) {
                throw new NotReady(looked.broken());
            }
            transaction.executeWithoutResult(_ -> send(mail, who, looked));
        } catch (NotReady refused) {
            transaction.executeWithoutResult(_ -> keep(mail, who, looked, refused.findings));
        } catch (Refusal refused) {
            transaction.executeWithoutResult(
                    _ -> keep(mail, who, looked, List.of(Finding.of(refused))));
        }
    }

    private void send(ReceivedMail mail, SignedIn who, Looked looked) {
        if (!begin(mail, who, looked)) {
            return;
        }
        var version = desk.letter(mail.agency(), mail.id()).version();
        var reserved = reserved(who, looked.letter());
        var number = desk.send(who, mail.id(), version, reserved.orElse(null));
        notices.tell(
                "letters.handed-in/" + mail.id(),
                mail.agency(),
                who.account(),
                "letters.notice.handed-in",
                List.of(looked.letter().content().subject(), number),
                "/letters/out/" + mail.id());
    }

    private void keep(ReceivedMail mail, SignedIn who, Looked looked, List<Finding> broken) {
        if (begin(mail, who, looked)) {
            notices.tell(
                    "letters.handed-in/" + mail.id(),
                    mail.agency(),
                    who.account(),
                    "letters.notice.not-sent",
                    List.of(looked.letter().content().subject(), sentences(broken, who)),
                    "/letters/out/" + mail.id() + "/preview");
        }
    }

    /// @return false if it was begun before
    private boolean begin(ReceivedMail mail, SignedIn who, Looked looked) {
        var today = LocalDate.now(clock);
        var known = List.copyOf(registry.authorised(looked.letter().to(), today).keySet());
        if (!desk.begin(who, mail.id(), looked.letter().content(), known)) {
            return false;
        }
        looked.files().forEach(file -> files.add(mail.agency(), mail.id(), file));
        search.putOutgoing(mail.agency(), mail.id());
        var act = new Acts.Act(mail.receivedAt(), "handed-in", who.name(), "");
        acts.add(mail.agency(), mail.id(), act);
        return true;
    }

    private Looked look(SignedIn who, Message message, List<String> recipients) {
        var own = registry.agency(who.agency()).orElseThrow();
        var codes = Set.copyOf(desk.ownerCodes(who.agency()));
        var signer = signer(who);
        var person = signer.orElseGet(() -> nobody(who, message));
        var letter = HandedIn.read(message, person, own.code(), codes);
        var kept = mailFiles.ofHandedIn(message);
        var sender =
                new SendingRules.Sender(
                        own, signer, codes, secrecy.of(who.agency()), LocalDate.now(clock));
        var receivers =
                letter.to().stream().map(address -> receiver(who.agency(), address)).toList();
        var addressing = new SendingRules.Addressing(letter.to(), mails(message.cc()), recipients);
        var findings =
                new ArrayList<>(
                        SendingRules.findings(
                                letter.content(),
                                sender,
                                new SendingRules.Receivers(receivers, List.of()),
                                kept));
        findings.addAll(SendingRules.copiesCentralAccounts(addressing, sender, receivers));
        findings.addAll(ofNumber(who, letter));
        if (kept.stream().mapToLong(LetterFile::size).sum() > OutgoingDesk.MOST_BYTES) {
            findings.add(Finding.of(new TooManyBytes(OutgoingDesk.MOST_BYTES)));
        }
        return new Looked(letter, kept, findings.stream().filter(Finding::blocks).toList());
    }

    /// Who lost the authority since the mail was taken: what the mail says still is kept.
    private static AuthorisedPerson nobody(SignedIn who, Message message) {
        return new AuthorisedPerson(
                Objects.requireNonNull(who.official()),
                who.agency(),
                who.agencyName(),
                who.name(),
                "",
                message.from().mail(),
                "",
                Set.of());
    }

    private SendingRules.Receiver receiver(UUID own, String address) {
        var person = registry.authorised(address, LocalDate.now(clock));
        var agency = person.flatMap(found -> registry.agency(found.agency()));
        return new SendingRules.Receiver(
                address, person, agency, agency.map(found -> registry.exchange(own, found.id())));
    }

    /// If the mail names a number, it is set aside for the person.
    private List<Finding> ofNumber(SignedIn who, HandedIn letter) {
        return letter
                .number()
                .filter(number -> reserved(who, letter).isEmpty())
                .map(number ->
                        new Finding(true, "letters.lint.number", List.of(number.text()), null))
                .stream()
                .toList();
    }

    private Optional<OutgoingDesk.Reserved> reserved(SignedIn who, HandedIn letter) {
        var wanted = letter.number().map(LetterNumber::number);
        return desk.reserved(who.official(), who.agency(), letter.content()).stream()
                .filter(entry -> wanted.filter(number -> number == entry.number()).isPresent())
                .findFirst()
                .map(entry -> new OutgoingDesk.Reserved(entry.year(), entry.number()));
    }

    private SignedIn submitter(ReceivedMail mail) {
        var account = Objects.requireNonNull(mail.submittedBy());
        return accounts.find(account)
                .map(found -> found.signedIn(SignedIn.BY_APP_PASSWORD))
                .orElseThrow();
    }

    private Message read(UUID id) {
        try {
            return MessageReader.read(inbox.raw(id));
        } catch (Unreadable impossible) {
            throw new IllegalStateException("read before it was taken", impossible);
        }
    }

    private static List<String> mails(List<th.sala.mail.Address> addresses) {
        return addresses.stream().map(address -> address.mail()).toList();
    }

    private String sentences(List<Finding> findings, SignedIn who) {
        return findings.stream()
                .map(finding -> sentence(finding, who.display().language()))
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    private String sentence(Finding finding, Locale language) {
        var sentence = messages.getMessage(finding.key(), finding.arguments().toArray(), language);
        var citation = finding.citation();
        return citation == null ? sentence : sentence + " (" + citation.clause() + ")";
    }

    private String inAscii(Finding finding) {
        var sentence =
                messages.getMessage(finding.key(), finding.arguments().toArray(), Locale.ENGLISH);
        var citation = finding.citation();
        var whole = citation == null ? sentence : sentence + " (" + inAscii(citation) + ")";
        return whole.replaceAll("[^\\x20-\\x7E]+", "...");
    }

    private static String inAscii(Citation citation) {
        var instrument = citation.of().name().replace('_', '-');
        return instrument + " " + citation.clause().replace("ข้อ", "clause");
    }
}
