package th.sala.letters;

import static th.sala.law.Instrument.EGOV_65;
import static th.sala.law.Instrument.ETDA_63;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.evidence.CheckpointSigned;
import th.sala.evidence.Receipts;
import th.sala.jobs.Jobs;
import th.sala.jobs.RecurringJob;
import th.sala.law.Clause;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.Inbox;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageReader;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.OutgoingMail;
import th.sala.mail.Unreadable;
import th.sala.proof.Receipt;
import th.sala.registers.Registers;
import th.sala.thai.Digits;
import th.sala.thai.Display;

/// Writes what the central account owes to senders: acknowledgements, returns, letters passed on
/// and notices of that, and the word that a classified letter was not opened. Repeating makes the
/// same mail.
@Service
class Replies {
    static final String JOB = "letters.reply";

    /// Programs that answer mail by themselves leave such mail alone (RFC 3834).
    private static final Map<String, String> AUTOMATIC = Map.of("Auto-Submitted", "auto-replied");

    private static final int MOST_NOTICES = 3;
    private static final Duration NOTICES_IN = Duration.ofDays(1);

    private final IncomingLetters letters;
    private final UnsortedMails unsorted;
    private final Registers registers;
    private final Registry registry;
    private final Receipts receipts;
    private final LetterNotices notices;
    private final LetterEvidence evidence;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Clock clock;

    Replies(
            IncomingLetters letters,
            UnsortedMails unsorted,
            Registers registers,
            Registry registry,
            Receipts receipts,
            LetterNotices notices,
            LetterEvidence evidence,
            Inbox inbox,
            Outbox outbox,
            Clock clock) {
        this.letters = letters;
        this.unsorted = unsorted;
        this.registers = registers;
        this.registry = registry;
        this.receipts = receipts;
        this.notices = notices;
        this.evidence = evidence;
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<IncomingLetters.DueReply> due() {
        return letters.dueReplies();
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.DueNotice> dueNotices() {
        return unsorted.dueNotices();
    }

    @Transactional
    void reply(IncomingLetters.DueReply due) {
        var letter = due.letter();
        var own = registry.agency(letter.agency()).orElseThrow();
        Optional<Receipt> receipt = Optional.empty();
        if (due.kind().equals("ACKNOWLEDGE")) {
            receipt = receipts.of(letter.agency(), letter.id(), Registers.ENTERED);
            if (receipt.isEmpty()
                    && receipts.canBeHad(letter.agency(), letter.id(), Registers.ENTERED)) {
                // its entry gets its place within a second; the job is woken by that
                return;
            }
        }
        var proof = receipt;
        var draft =
                switch (due.kind()) {
                    case "ACKNOWLEDGE" -> acknowledgement(letter, own, due.mail(), proof);
                    case "RETURN" -> returned(letter, own, due.mail());
                    case "FORWARD" -> forwarded(letter, own, due.mail());
                    default -> throw new IllegalStateException(due.kind());
                };
        queue(due.mail(), own, draft);
        if (due.kind().equals("FORWARD") && !letter.sender().address().isBlank()) {
            var notice = noticeOf(due.mail());
            queue(notice, own, wordOfForwarding(letter, own, notice));
        }
        if (due.kind().equals("ACKNOWLEDGE")) {
            tellWhomItWasSentTo(letter);
        }
        letters.replied(letter.agency(), letter.id(), clock.instant());
        evidence.replied(letter, due.kind(), receipt);
    }

    private void tellWhomItWasSentTo(IncomingLetter letter) {
        var number = registers.entriesOf(letter.agency(), letter.id()).getFirst().number();
        var today = LocalDate.now(clock);
        for (var address : inbox.find(Objects.requireNonNull(letter.mail())).recipients()) {
            registry.authorised(address, today)
                    .filter(person -> person.agency().equals(letter.agency()))
                    .ifPresent(person -> notices.registered(person.official(), letter, number));
        }
    }

    /// To the sender, with the sender's central account copied: receive number and moment, and the
    /// proof that the registration is in our evidence log.
    @Clause(id = "C8", of = ETDA_63, value = "ข้อ 3(6)")
    private MessageDraft acknowledgement(
            IncomingLetter letter, Agency own, UUID mail, Optional<Receipt> receipt) {
        var entry = registers.entriesOf(letter.agency(), letter.id()).getFirst();
        var number = Integer.toString(entry.number());
        var received = letter.deemedAt();
        var headers = new TreeMap<>(AUTOMATIC);
        headers.put(SalaHeaders.ACT, SalaHeaders.ACKNOWLEDGEMENT);
        headers.put(SalaHeaders.NUMBER, number);
        headers.put(
                SalaHeaders.RECEIVED,
                received.atZone(clock.getZone()).toOffsetDateTime().toString());
        var text =
                """
                %s ได้รับหนังสือของท่านแล้ว

                %s
                เลขทะเบียนรับ  %s
                วันและเวลาที่ได้รับ  %s
                ลงทะเบียนเมื่อ  %s

                เจ้าหน้าที่สารบรรณ %s
                %s
                """
                        .formatted(
                                own.name(),
                                about(letter),
                                Digits.THAI.in(number),
                                Display.OFFICIAL.dateTime(received),
                                Display.OFFICIAL.dateTime(entry.enteredAt()),
                                own.name(),
                                own.centralAddress());
        var subject =
                "ตอบรับ เลขรับ %s %s".formatted(Digits.THAI.in(number), letter.head().subject());
        var proof = receipt.map(Replies::attached).stream().toList();
        return draft(letter, own, mail, subject, entry.enteredAt(), headers, text, proof);
    }

    private static Attachment attached(Receipt receipt) {
        var content = receipt.toString().getBytes(StandardCharsets.UTF_8);
        return new Attachment(Receipts.FILE, "text/plain", content);
    }

    private MessageDraft returned(IncomingLetter letter, Agency own, UUID mail) {
        var stage = (IncomingLetter.Stage.Returned) letter.stage();
        var text =
                """
                %s ขอส่งหนังสือคืน เนื่องจาก
                %s

                %s

                เจ้าหน้าที่สารบรรณ %s
                %s
                """
                        .formatted(
                                own.name(),
                                stage.reason(),
                                about(letter),
                                own.name(),
                                own.centralAddress());
        return draft(
                letter,
                own,
                mail,
                "ส่งคืน " + letter.head().subject(),
                stage.at(),
                Map.of(SalaHeaders.ACT, SalaHeaders.RETURN),
                text,
                List.of());
    }

    /// The mail that tells the sender of a letter forwarded by this one.
    static UUID noticeOf(UUID forward) {
        return UUID.nameUUIDFromBytes(
                ("notice of " + forward).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// A misdirected letter goes on to the right agency with its text and files as they came, and
    /// with the moment at which we received it: forwarding changes nothing of that.
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    private MessageDraft forwarded(IncomingLetter letter, Agency own, UUID mail) {
        var stage = (IncomingLetter.Stage.Forwarded) letter.stage();
        var text =
                """
                เรียน เจ้าหน้าที่สารบรรณ %s

                %s ได้รับหนังสือตามแนบซึ่งอยู่ในหน้าที่และอำนาจของท่าน จึงขอส่งต่อมาเพื่อดำเนินการ
                %s

                จาก  %s %s
                %s
                วันและเวลาที่ %s ได้รับ  %s

                เจ้าหน้าที่สารบรรณ %s
                %s

                ข้อความในจดหมายที่ได้รับ

                %s
                """
                        .formatted(
                                stage.to(),
                                own.name(),
                                stage.reason(),
                                letter.sender().name(),
                                letter.sender().address(),
                                about(letter),
                                own.name(),
                                Display.OFFICIAL.dateTime(letter.deemedAt()),
                                own.name(),
                                own.centralAddress(),
                                letter.body());
        var original = Objects.requireNonNull(letter.mail());
        return new MessageDraft(
                messageId(mail, own),
                central(own),
                List.of(Address.of(stage.to())),
                List.of(),
                letter.head().urgency().mailSubject("ส่งต่อ " + letter.head().subject()),
                stage.at(),
                references(letter),
                Map.of(SalaHeaders.ACT, SalaHeaders.FORWARD),
                text,
                attachmentsOf(original));
    }

    /// The sender is told which agency has the letter now, and why.
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    private MessageDraft wordOfForwarding(IncomingLetter letter, Agency own, UUID mail) {
        var stage = (IncomingLetter.Stage.Forwarded) letter.stage();
        var text =
                """
                %s ได้ส่งต่อหนังสือของท่านไปยัง %s เนื่องจาก
                %s

                %s
                วันและเวลาที่ได้รับ  %s
                ส่งต่อเมื่อ  %s

                เจ้าหน้าที่สารบรรณ %s
                %s
                """
                        .formatted(
                                own.name(),
                                rightAgency(stage.to()),
                                stage.reason(),
                                about(letter),
                                Display.OFFICIAL.dateTime(letter.deemedAt()),
                                Display.OFFICIAL.dateTime(stage.at()),
                                own.name(),
                                own.centralAddress());
        return draft(
                letter,
                own,
                mail,
                "แจ้งการส่งต่อ " + letter.head().subject(),
                stage.at(),
                noticeHeaders(
                        Map.of(
                                SalaHeaders.NOTICE_OF,
                                SalaHeaders.FORWARDING,
                                SalaHeaders.FORWARDED_TO,
                                stage.to())),
                text,
                List.of());
    }

    private String rightAgency(String central) {
        return registry.byCentralAddress(central)
                .map(agency -> agency.name() + " (" + central + ")")
                .orElse(central);
    }

    /// The files of the mail as they came, so that the next agency registers the same letter.
    private List<Attachment> attachmentsOf(UUID mail) {
        try {
            return MessageReader.read(inbox.raw(mail)).attachments();
        } catch (Unreadable impossible) {
            throw new IllegalStateException("read before", impossible);
        }
    }

    private static Map<String, String> noticeHeaders(Map<String, String> what) {
        var headers = new TreeMap<>(AUTOMATIC);
        headers.put(SalaHeaders.ACT, SalaHeaders.NOTICE);
        headers.putAll(what);
        return headers;
    }

    /// A mail that nobody is to answer gets no notice, and nobody gets many: a forged sender is not
    /// to be flooded through us.
    @Transactional
    void notice(UnsortedMails.DueNotice due) {
        var mail = unsorted.find(due.agency(), due.mail()).orElseThrow();
        var since = clock.instant().minus(NOTICES_IN);
        if (!inbox.find(due.mail()).envelopeFrom().isEmpty()
                && unsorted.noticesTo(due.agency(), mail.sender(), since) < MOST_NOTICES) {
            notice(due, mail);
        }
        unsorted.noticed(due.agency(), due.mail(), clock.instant());
    }

    private void notice(UnsortedMails.DueNotice due, UnsortedMails.Unsorted mail) {
        var own = registry.agency(due.agency()).orElseThrow();
        var text =
                """
                %s ไม่รับหนังสือที่มีชั้นความลับทางไปรษณีย์อิเล็กทรอนิกส์
                จดหมายที่ท่านส่งมาเมื่อ %s ถูกกักไว้โดยไม่ได้เปิดอ่าน
                โปรดส่งตามระเบียบว่าด้วยการรักษาความลับของทางราชการ
                (ข้อเสนอแนะ สพธอ. ๒๕๖๓ ข้อ ๑)

                %s
                """
                        .formatted(
                                own.name(),
                                Display.OFFICIAL.dateTime(mail.arrivedAt()),
                                own.centralAddress());
        var received = inbox.find(due.mail());
        var draft =
                new MessageDraft(
                        messageId(due.replyMail(), own),
                        central(own),
                        List.of(Address.of(mail.sender())),
                        List.of(),
                        "แจ้งการไม่รับหนังสือที่มีชั้นความลับ",
                        mail.arrivedAt(),
                        List.of(received.messageId()),
                        noticeHeaders(Map.of(SalaHeaders.NOTICE_OF, SalaHeaders.REFUSAL)),
                        text,
                        List.of());
        queue(due.replyMail(), own, draft);
    }

    private MessageDraft draft(
            IncomingLetter letter,
            Agency own,
            UUID mail,
            String subject,
            Instant date,
            Map<String, String> headers,
            String text,
            List<Attachment> attachments) {
        var cc = new ArrayList<Address>();
        if (!letter.sender().central().isBlank()) {
            cc.add(Address.of(letter.sender().central()));
        }
        return new MessageDraft(
                messageId(mail, own),
                central(own),
                List.of(senderOf(letter)),
                cc,
                subject,
                date,
                references(letter),
                headers,
                text,
                attachments);
    }

    private void queue(UUID id, Agency own, MessageDraft draft) {
        var recipients = new ArrayList<String>();
        draft.to().forEach(to -> recipients.add(to.mail()));
        draft.cc().forEach(cc -> recipients.add(cc.mail()));
        outbox.queue(
                new OutgoingMail(
                        id,
                        own.id(),
                        draft.messageId(),
                        own.centralAddress(),
                        recipients,
                        MessageWriter.write(draft)));
    }

    private static String about(IncomingLetter letter) {
        var head = letter.head();
        var text = new StringBuilder();
        if (!head.number().isBlank()) {
            text.append("ที่  ").append(Digits.THAI.in(head.number())).append('\n');
        }
        if (head.date() != null) {
            text.append("ลงวันที่  ").append(Display.OFFICIAL.date(head.date())).append('\n');
        }
        return text.append("เรื่อง  ").append(head.subject()).toString();
    }

    private static Address senderOf(IncomingLetter letter) {
        return new Address(letter.sender().name(), letter.sender().address());
    }

    private static Address central(Agency own) {
        return new Address("สารบรรณกลาง " + own.name(), own.centralAddress());
    }

    private static List<String> references(IncomingLetter letter) {
        return letter.messageId() == null ? List.of() : List.of(letter.messageId());
    }

    private static String messageId(UUID mail, Agency own) {
        return "<%s@%s>".formatted(mail, own.domain());
    }

    /// Acknowledgements wait until the log includes what they prove.
    @Component
    static class Waking {
        private final Jobs jobs;

        Waking(Jobs jobs) {
            this.jobs = jobs;
        }

        @EventListener
        void on(CheckpointSigned signed) {
            jobs.now(JOB);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob replyJob(Replies replies) {
            var letters =
                    LetterJobs.each(
                            JOB, replies::due, due -> due.letter().agency(), replies::reply);
            var notices =
                    LetterJobs.each(
                            JOB,
                            replies::dueNotices,
                            UnsortedMails.DueNotice::agency,
                            replies::notice);
            return new RecurringJob(
                    JOB,
                    letters.period(),
                    () -> {
                        letters.work().run();
                        notices.work().run();
                    });
        }
    }
}
