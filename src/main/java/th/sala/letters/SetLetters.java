package th.sala.letters;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Registry;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.mail.FileNames;
import th.sala.pdf.Picture;
import th.sala.pdf.ScreenPage;
import th.sala.pdf.SetPdf;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;
import th.sala.thai.ThaiText;

/// The PDFs of letters out that Sala sets from what is written into them.
@Component
class SetLetters {
    private static final int AT_ONCE = 2;

    private final OutgoingLetters letters;
    private final Registry registry;
    private final Signers signers;
    private final CoSigners coSigners;
    private final Emblems emblems;
    private final LetterFiles files;
    private final SheetSignatures signatures;
    private final LetterEvidence evidence;
    private final FileStore store;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    SetLetters(
            OutgoingLetters letters,
            Registry registry,
            Signers signers,
            CoSigners coSigners,
            Emblems emblems,
            LetterFiles files,
            SheetSignatures signatures,
            LetterEvidence evidence,
            FileStore store,
            Clock clock) {
        this.letters = letters;
        this.registry = registry;
        this.signers = signers;
        this.coSigners = coSigners;
        this.emblems = emblems;
        this.files = files;
        this.signatures = signatures;
        this.evidence = evidence;
        this.store = store;
        this.clock = clock;
    }

    /// The pages of what is being written, for the screen.
    ///
    /// @param signer null if nobody is chosen yet
    /// @throws th.sala.pdf.CannotBeSet if there is no glyph for one of its letters
    @Transactional(readOnly = true)
    List<ScreenPage> show(UUID agency, Content content, @Nullable UUID signer) {
        return inTurn(() -> Typesetter.show(draft(agency, content, signer, List.of())));
    }

    /// The pages of a draft that Sala is to set, for the screen; empty if somebody gave its PDF, or
    /// if it cannot be set.
    @Transactional(readOnly = true)
    Optional<List<ScreenPage>> pages(OutgoingLetter letter) {
        if (given(letter).isPresent() || !letter.content().typeset()) {
            return Optional.empty();
        }
        var sheet = sheet(letter);
        return Typesetter.missing(sheet.blocks()).isEmpty()
                ? Optional.of(inTurn(() -> Typesetter.show(sheet)))
                : Optional.empty();
    }

    /// The PDF that the letter has.
    @Transactional(readOnly = true)
    Optional<LetterFile> given(OutgoingLetter letter) {
        return files.of(letter.agency(), letter.id()).stream().filter(LetterFile::main).findFirst();
    }

    /// A letter that Sala sets, as it stands: with its number and date if it has them. The same
    /// letter with a number makes the same bytes.
    ///
    /// @throws th.sala.pdf.CannotBeSet if there is no glyph for one of its letters
    @Transactional(readOnly = true)
    SetPdf set(OutgoingLetter letter) {
        return inTurn(() -> Typesetter.set(sheet(letter)));
    }

    /// A few at a time: a long letter takes a processor and some memory.
    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private Sheet draft(
            UUID agency, Content content, @Nullable UUID signer, List<CoSigner> others) {
        var own = registry.agency(agency).orElseThrow();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var person =
                signer == null ? Optional.<AuthorisedPerson>empty() : signers.of(agency, content);
        var emblem = picture(emblems.current(agency).orElse(null));
        return LetterSheet.of(
                content,
                LetterSheet.Head.draft(content, own, person, now).with(others).under(emblem));
    }

    /// @param emblem null for the one that stands there until the agency gives its own
    private @Nullable Picture picture(@Nullable String emblem) {
        return emblem == null
                ? null
                : Picture.of(store.bytes(emblem), EmblemController.PATH + "/" + emblem);
    }

    /// The first page of a letter that says nothing yet, under an emblem.
    ///
    /// @param emblem null for the one that stands there until the agency gives its own
    @Transactional(readOnly = true)
    List<ScreenPage> sample(UUID agency, LetterKind kind, @Nullable String emblem) {
        var own = registry.agency(agency).orElseThrow();
        var content = LetterForm.sample(kind, own.code()).content(Content.NOBODY);
        var head =
                LetterSheet.Head.draft(content, own, Optional.empty(), clock.instant())
                        .under(picture(emblem));
        return inTurn(() -> Typesetter.show(LetterSheet.of(content, head)));
    }

    /// With a number, as it was frozen then.
    private Sheet sheet(OutgoingLetter letter) {
        var content = letter.content();
        var given = letter.given();
        var others = coSigners.of(letter.agency(), letter.id());
        if (given == null) {
            return draft(letter.agency(), content, content.signer(), others);
        }
        var signatory = Objects.requireNonNull(given.signatory());
        return LetterSheet.of(
                content,
                new LetterSheet.Head(
                        given.number(),
                        given.date(),
                        signatory.agencyName(),
                        given.address(),
                        signatory.name(),
                        signatory.position(),
                        others,
                        !letter.isPaper(),
                        given.signedAt(),
                        picture(given.emblem())));
    }

    /// Whether Sala is to set the letter's PDF, and has not yet.
    @Transactional(readOnly = true)
    boolean isToSet(OutgoingLetter letter) {
        return letter.content().typeset() && given(letter).isEmpty();
    }

    /// Whether the letter's PDF is to be signed, and is not yet.
    @Transactional(readOnly = true)
    boolean isToSign(OutgoingLetter letter) {
        return isToSet(letter) || brought(letter).isPresent();
    }

    /// The PDF that somebody brought for a letter that has its number by now, until it is signed.
    @Transactional(readOnly = true)
    Optional<LetterFile> brought(OutgoingLetter letter) {
        return files.toSign(letter.agency(), letter.id());
    }

    Path path(LetterFile file) {
        return store.path(file.sha256());
    }

    /// The signed PDF with a timestamp that came after it had left.
    @Transactional(readOnly = true)
    Optional<byte[]> stampedLater(OutgoingLetter letter) {
        return signatures
                .of(letter.agency(), letter.id())
                .map(SheetSignatures.Kept::later)
                .map(later -> store.bytes(later.sha256()));
    }

    /// Gives a numbered letter its signed PDF, unless it has one by now.
    @Transactional(propagation = Propagation.MANDATORY)
    void enter(OutgoingLetter letter, SignedSheet sheet) {
        letters.lock(letter.agency(), letter.id());
        if (!isToSign(letter)) {
            return;
        }
        var brought = brought(letter);
        var kept =
                brought.isPresent()
                        ? exchange(letter, brought.get(), sheet.signed().bytes())
                        : keep(letter, sheet.signed().bytes(), sheet.pages());
        signatures.add(letter.agency(), letter.id(), kept.sha256(), sheet.signed());
        signatures.over(letter.agency(), letter.id());
        evidence.signedInPdf(letter, files.of(letter.agency(), letter.id()), sheet.signed());
    }

    /// What leaves is the signed one; what was brought stays in the store and in evidence.
    private StoredFile exchange(OutgoingLetter letter, LetterFile brought, byte[] signed) {
        var kept = store.keep(signed);
        files.remove(letter.agency(), letter.id(), brought.position());
        files.add(letter.agency(), letter.id(), brought.signedAs(kept));
        return kept;
    }

    /// The same for one that goes out on paper, to be signed by hand.
    @Transactional(propagation = Propagation.MANDATORY)
    void enterPaper(OutgoingLetter letter) {
        letters.lock(letter.agency(), letter.id());
        if (isToSet(letter)) {
            var sheet = set(letter);
            keep(letter, sheet.bytes(), sheet.pages());
            evidence.typeset(letter, files.of(letter.agency(), letter.id()));
        }
    }

    private StoredFile keep(OutgoingLetter letter, byte[] pdf, int pages) {
        var kept = store.keep(pdf);
        files.add(
                letter.agency(),
                letter.id(),
                new LetterFile(
                        files.nextPosition(letter.agency(), letter.id()),
                        true,
                        name(letter),
                        "application/pdf",
                        kept.sha256(),
                        kept.size(),
                        LetterFile.READABLE,
                        pages,
                        ThaiText.normaliseLines(letter.content().words())));
        return kept;
    }

    /// Called as its number, of signs that every file system takes.
    static String name(OutgoingLetter letter) {
        var given = letter.given();
        var number = given == null ? "ร่าง" : given.number().replace('/', '-');
        return FileNames.safe(letter.content().kind().word + " " + number + ".pdf", "letter.pdf");
    }
}
