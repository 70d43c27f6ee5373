package th.sala.letters;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.thai.ThaiText;

/// What is typed into a letter. Saving takes nearly everything: what is missing the preview says.
///
/// @param template from which it was begun
/// @param answers the letter in that it was begun to answer
record LetterForm(
        @Nullable UUID template,
        @Nullable LetterKind kind,
        @Nullable UUID signer,
        @Nullable Boolean circular,
        @Nullable Urgency urgency,
        @Size(max = 60) @Nullable String secrecy,
        @Size(max = 60) @Nullable String ownerCode,
        @Size(max = 500) @Nullable String subject,
        @Size(max = 300) @Nullable String salutation,
        @Size(max = 4000) @Nullable String proposal,
        @Size(max = LONGEST_BODY) @Nullable String body,
        @Size(max = 4000) @Nullable String citations,
        @Size(max = 4000) @Nullable String enclosures,
        @Size(max = 500) @Nullable String contact,
        @Size(max = 200) @Nullable String closing,
        @Size(max = 300) @Nullable String ownerUnit,
        @Nullable Boolean typeset,
        @Valid Meeting meeting,
        @Nullable List<String> to,
        @Nullable String find,
        @Nullable Integer version,
        @Nullable UUID answers) {
    static final int LONGEST_BODY = 100_000;

    LetterForm {
        meeting = Meeting.orNone(meeting);
    }

    /// Of a draft that was just begun.
    static final int FIRST_VERSION = 1;

    static LetterForm blank(
            @Nullable UUID signer, String ownerCode, String contact, String ownerUnit) {
        return new LetterForm(
                null,
                LetterKind.EXTERNAL,
                signer,
                false,
                Urgency.NORMAL,
                "",
                ownerCode,
                "",
                "",
                "",
                "",
                "",
                "",
                contact,
                "",
                ownerUnit,
                true,
                Meeting.NONE,
                List.of(),
                "",
                FIRST_VERSION,
                null);
    }

    /// To look at how letters of a kind are laid out.
    static LetterForm sample(LetterKind kind, String ownerCode) {
        return blank(null, ownerCode, "", "")
                .with(kind, null, "ข้อความ", FIRST_VERSION, null, List.of());
    }

    /// This blank form, begun as an answer.
    LetterForm answering(
            UUID letter, String other, String whom, String cited, List<String> addressees) {
        return new LetterForm(
                template,
                kind,
                signer,
                circular,
                urgency,
                secrecy,
                ownerCode,
                other,
                whom,
                proposal,
                body,
                cited,
                enclosures,
                contact,
                closing,
                ownerUnit,
                typeset,
                meeting,
                addressees,
                find,
                version,
                letter);
    }

    /// @param to its addressees as [OutgoingDesk#to]
    static LetterForm of(OutgoingLetter letter, List<String> to) {
        return of(letter.content(), to, letter.version());
    }

    static LetterForm of(Content content, List<String> to, int version) {
        return new LetterForm(
                null,
                content.kind(),
                content.signer(),
                content.circular(),
                content.urgency(),
                content.secrecy(),
                content.ownerCode(),
                content.subject(),
                content.salutation(),
                content.proposal(),
                content.body(),
                content.citations(),
                content.enclosures(),
                content.contact(),
                content.closing(),
                content.ownerUnit(),
                content.typeset(),
                content.meeting(),
                to,
                "",
                version,
                null);
    }

    Content content(UUID signer) {
        return new Content(
                kind == null ? LetterKind.EXTERNAL : kind,
                signer,
                Boolean.TRUE.equals(circular),
                urgency == null ? Urgency.NORMAL : urgency,
                plain(secrecy),
                plain(ownerCode),
                plain(subject),
                plain(salutation),
                lines(proposal),
                lines(body),
                lines(citations),
                lines(enclosures),
                plain(contact),
                closingOrUsual(),
                plain(ownerUnit),
                Boolean.TRUE.equals(typeset),
                meeting);
    }

    private String closingOrUsual() {
        var typed = plain(closing);
        return typed.isEmpty() ? Closing.of(plain(salutation)).words : typed;
    }

    /// Whether anything was written that a blank form does not have.
    boolean hasWords() {
        return !meeting.isEmpty()
                || Stream.of(subject, salutation, proposal, body, citations, enclosures)
                        .anyMatch(text -> text != null && !text.isBlank());
    }

    int versionOrNone() {
        return version == null ? 0 : version;
    }

    List<String> chosen() {
        return to == null ? List.of() : to.stream().filter(address -> !address.isBlank()).toList();
    }

    /// What addressees are looked for by; empty for none.
    String sought() {
        return find == null ? "" : find;
    }

    /// The same for these addressees.
    LetterForm withAddressees(List<String> addresses) {
        return with(kind, signer, body, version, answers, addresses);
    }

    /// The same as a memorandum.
    ///
    /// @param by who signs it; null for whoever signs this
    LetterForm asMemo(@Nullable UUID by) {
        return with(LetterKind.INTERNAL, by == null ? signer : by, body, version, answers, to);
    }

    /// The same with more text below what was typed.
    LetterForm withMoreText(String more) {
        var typed = lines(body);
        return with(typed.isEmpty() ? more : typed + "\n" + more, version);
    }

    /// The same, as if another version of the letter had been opened.
    LetterForm withVersion(int other) {
        return with(body, other);
    }

    LetterForm answeringNothing() {
        return with(body, version, null);
    }

    private LetterForm with(@Nullable String otherBody, @Nullable Integer otherVersion) {
        return with(otherBody, otherVersion, answers);
    }

    private LetterForm with(
            @Nullable String otherBody,
            @Nullable Integer otherVersion,
            @Nullable UUID otherAnswers) {
        return with(kind, signer, otherBody, otherVersion, otherAnswers, to);
    }

    private LetterForm with(
            @Nullable LetterKind otherKind,
            @Nullable UUID otherSigner,
            @Nullable String otherBody,
            @Nullable Integer otherVersion,
            @Nullable UUID otherAnswers,
            @Nullable List<String> otherTo) {
        return new LetterForm(
                template,
                otherKind,
                otherSigner,
                circular,
                urgency,
                secrecy,
                ownerCode,
                subject,
                salutation,
                proposal,
                otherBody,
                citations,
                enclosures,
                contact,
                closing,
                ownerUnit,
                typeset,
                meeting,
                otherTo,
                find,
                otherVersion,
                otherAnswers);
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : ThaiText.normalise(text);
    }

    private static String lines(@Nullable String text) {
        return text == null ? "" : ThaiText.normaliseLines(text);
    }
}
