package th.sala.letters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Dossier;
import th.sala.files.FileStore;
import th.sala.mail.Inbox;
import th.sala.mail.Outbox;
import th.sala.mail.ReceivedMail;
import th.sala.proof.Fields;
import th.sala.registers.Registers;

/// What bundles of evidence hold of letters: how they stand now, their lines in the registers,
/// their mails and files.
@Service
@Transactional(readOnly = true)
class LetterDossiers {
    private static final String RECORDS = "letters.txt";
    private static final String LINES = "register.txt";

    private final OutgoingLetters outgoing;
    private final IncomingLetters incoming;
    private final Addressees addressees;
    private final LetterFiles files;
    private final SheetSignatures signatures;
    private final Registers registers;
    private final Inbox inbox;
    private final Outbox outbox;
    private final FileStore store;

    LetterDossiers(
            OutgoingLetters outgoing,
            IncomingLetters incoming,
            Addressees addressees,
            LetterFiles files,
            SheetSignatures signatures,
            Registers registers,
            Inbox inbox,
            Outbox outbox,
            FileStore store) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.addressees = addressees;
        this.files = files;
        this.signatures = signatures;
        this.registers = registers;
        this.inbox = inbox;
        this.outbox = outbox;
        this.store = store;
    }

    Dossier of(OutgoingLetter letter) {
        var dossier = new Dossier(Dossier.Kind.LETTER, "หนังสือส่ง " + letter.content().subject());
        add(dossier, letter);
        return dossier.entriesOf(List.of(letter.id()));
    }

    Dossier of(IncomingLetter letter) {
        var dossier = new Dossier(Dossier.Kind.LETTER, "หนังสือรับ " + letter.head().subject());
        add(dossier, letter);
        return dossier.entriesOf(List.of(letter.id()));
    }

    /// All letters and register lines of the agency, for an inspector.
    Dossier ofAll(UUID agency, String name) {
        var dossier = new Dossier(Dossier.Kind.AUDIT, "ชุดสำหรับผู้ตรวจสอบ " + name);
        outgoing.numbered(agency).forEach(letter -> addRecord(dossier, letter));
        incoming.all(agency).forEach(letter -> addRecord(dossier, letter));
        for (var book : registers.books(agency)) {
            dossier.records(LINES, registers.fieldsOf(book));
        }
        return dossier;
    }

    private void add(Dossier dossier, OutgoingLetter letter) {
        addRecord(dossier, letter);
        lines(dossier, letter.agency(), letter.id());
        var seen = new HashSet<String>();
        for (var file : files.of(letter.agency(), letter.id())) {
            put(dossier, file, seen);
        }
        signatures
                .of(letter.agency(), letter.id())
                .map(SheetSignatures.Kept::later)
                .ifPresent(
                        later -> dossier.file(later.sha256(), "pdf", store.path(later.sha256())));
        for (var addressee : addressees.of(letter.agency(), letter.id())) {
            if (addressee.messageId() != null) {
                mail(dossier, outbox.sha256(addressee.mail()), seen);
            }
            var answer = addressees.answerMail(letter.agency(), addressee.mail());
            answer.ifPresent(mail -> mail(dossier, inbox.find(mail).sha256(), seen));
        }
        for (var former : addressees.former(letter.agency(), letter.id())) {
            mail(dossier, outbox.sha256(former.mail()), seen);
        }
    }

    private void addRecord(Dossier dossier, OutgoingLetter letter) {
        if (letter.given() != null) {
            var record = LetterEvidence.now(letter, files.of(letter.agency(), letter.id()));
            dossier.records(RECORDS, List.of(record));
        }
    }

    private void add(Dossier dossier, IncomingLetter letter) {
        addRecord(dossier, letter);
        lines(dossier, letter.agency(), letter.id());
        var seen = new HashSet<String>();
        for (var file : files.of(letter.agency(), letter.id())) {
            put(dossier, file, seen);
        }
        var mail = mailOf(letter);
        if (mail != null) {
            mail(dossier, mail.sha256(), seen);
        }
    }

    private void addRecord(Dossier dossier, IncomingLetter letter) {
        var kept = files.of(letter.agency(), letter.id());
        dossier.records(RECORDS, List.of(LetterEvidence.now(letter, mailOf(letter), kept)));
    }

    private @Nullable ReceivedMail mailOf(IncomingLetter letter) {
        return letter.mail() == null ? null : inbox.find(letter.mail());
    }

    private void lines(Dossier dossier, UUID agency, UUID letter) {
        var lines = new ArrayList<Fields>();
        for (var entry : registers.entriesOf(agency, letter)) {
            registers
                    .book(agency, entry.book())
                    .map(book -> Registers.fields(book, entry))
                    .ifPresent(lines::add);
        }
        dossier.records(LINES, lines);
    }

    private void put(Dossier dossier, LetterFile file, HashSet<String> seen) {
        if (seen.add(file.sha256())) {
            var ending = file.mediaType().equals("application/pdf") ? "pdf" : "bin";
            dossier.file(file.sha256(), ending, store.path(file.sha256()));
        }
    }

    private void mail(Dossier dossier, String sha256, HashSet<String> seen) {
        if (seen.add(sha256)) {
            dossier.file(sha256, "eml", store.path(sha256));
        }
    }
}
