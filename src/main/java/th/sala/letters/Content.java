package th.sala.letters;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import th.sala.registers.Book;
import th.sala.thai.Digits;

/// What a person writes into a letter out, before it has a number. A draft keeps what was written
/// into it, whatever kind it is of just now; see [#asIssued].
///
/// @param kind ชนิดของหนังสือ
/// @param signer the authorised person who will send it (C4)
/// @param secrecy the class field, empty or ปกติ for none; what is refused [SecrecyPolicy] says
/// @param ownerCode begins the number: `ศม 0017.2`
/// @param subject เรื่อง
/// @param salutation เรียน
/// @param body its text; see [LetterBody] for the marks in one that Sala sets
/// @param proposal what the addressee is asked to consider or direct
/// @param citations อ้างถึง, a line each
/// @param enclosures สิ่งที่ส่งมาด้วย, a line each
/// @param contact telephone and other ways to reach the sender
/// @param closing คำลงท้าย; empty for letters from before there was one, and for kinds without
/// @param ownerUnit ส่วนราชการเจ้าของเรื่อง: whose business it is; may be empty
/// @param typeset whether Sala sets its PDF, see [LetterSheet], unless somebody gives one
/// @param meeting of รายงานการประชุม
public record Content(
        LetterKind kind,
        UUID signer,
        boolean circular,
        Urgency urgency,
        String secrecy,
        String ownerCode,
        String subject,
        String salutation,
        String proposal,
        String body,
        String citations,
        String enclosures,
        String contact,
        String closing,
        String ownerUnit,
        boolean typeset,
        Meeting meeting) {
    /// Who signs what nobody is chosen for yet.
    static final UUID NOBODY = new UUID(0, 0);

    public Content {
        ownerCode = Digits.ARABIC.in(ownerCode.strip());
        subject = subject.strip();
        salutation = salutation.strip();
        proposal = proposal.strip();
        body = body.strip();
        citations = citations.strip();
        enclosures = enclosures.strip();
        contact = contact.strip();
        closing = kind.hasClosing() ? closing.strip() : "";
        ownerUnit = ownerUnit.strip();
        // versions of letters that were kept before there were reports of meetings have none
        meeting = Meeting.orNone(meeting);
    }

    /// Of any kind but รายงานการประชุม.
    public Content(
            LetterKind kind,
            UUID signer,
            boolean circular,
            Urgency urgency,
            String secrecy,
            String ownerCode,
            String subject,
            String salutation,
            String proposal,
            String body,
            String citations,
            String enclosures,
            String contact,
            String closing,
            String ownerUnit,
            boolean typeset) {
        this(
                kind,
                signer,
                circular,
                urgency,
                secrecy,
                ownerCode,
                subject,
                salutation,
                proposal,
                body,
                citations,
                enclosures,
                contact,
                closing,
                ownerUnit,
                typeset,
                Meeting.NONE);
    }

    /// หนังสือภายนอก whose PDF somebody gives.
    public Content(
            UUID signer,
            boolean circular,
            Urgency urgency,
            String secrecy,
            String ownerCode,
            String subject,
            String salutation,
            String proposal,
            String body,
            String citations,
            String enclosures,
            String contact,
            String closing,
            String ownerUnit) {
        this(
                LetterKind.EXTERNAL,
                signer,
                circular,
                urgency,
                secrecy,
                ownerCode,
                subject,
                salutation,
                proposal,
                body,
                citations,
                enclosures,
                contact,
                closing,
                ownerUnit,
                false);
    }

    /// What of it stands on the paper: what is no letter has a subject and a text, and none of what
    /// is said to an addressee.
    Content asIssued() {
        return kind.isLetter()
                ? this
                : new Content(
                        kind,
                        signer,
                        false,
                        Urgency.NORMAL,
                        secrecy,
                        "",
                        subject,
                        "",
                        "",
                        body,
                        "",
                        "",
                        "",
                        "",
                        ownerUnit,
                        typeset,
                        reported());
    }

    /// What of a meeting stands on the paper.
    Meeting reported() {
        return kind == LetterKind.MINUTES ? meeting : Meeting.NONE;
    }

    /// What its number is counted with; empty for what no register counts.
    Optional<Book.Series> series() {
        return kind.series(circular);
    }

    /// As its number will stand on it, as far as that is known.
    String numberToCome() {
        if (kind == LetterKind.MINUTES) {
            return meeting.session();
        }
        return kind.isLetter() ? ownerCode + "/" + (circular ? "ว " : "") + "…" : "…/…";
    }

    /// What its text is made of.
    LetterBody text() {
        return typeset ? LetterBody.read(body) : LetterBody.plain(body);
    }

    /// Its text without what says how it is set.
    public String words() {
        return typeset ? text().words() : body;
    }

    /// The secrecy class that the letter declares, if it declares one.
    ///
    /// @param pages the first pages of its files
    Optional<SecrecyClass> declared(Stream<String> pages) {
        return SecrecyClass.declaredBy(secrecy, "", subject, Stream.concat(Stream.of(body), pages));
    }
}
