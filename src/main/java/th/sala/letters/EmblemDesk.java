package th.sala.letters;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.law.Refusal;
import th.sala.pdf.Picture;
import th.sala.reader.Answer;
import th.sala.reader.Trouble;

/// ตราประจำหน่วยงาน: the emblem at the head of an agency's letters, which an administrator gives as
/// a picture. A letter keeps the one of the moment in which it got its number.
@Service
class EmblemDesk {
    static final long MOST_BYTES = 8L * 1024 * 1024;

    /// Three centimetres of it would have less than 130 points an inch.
    private static final int LEAST_A_SIDE = 150;

    /// How much longer one side may be than the other.
    private static final int MOST_STRETCH = 2;

    private static final int HISTORY = 20;

    private final Emblems emblems;
    private final FileStore store;
    private final PdfReaders readers;
    private final LetterEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EmblemDesk(
            Emblems emblems,
            FileStore store,
            PdfReaders readers,
            LetterEvidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.emblems = emblems;
        this.store = store;
        this.readers = readers;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Refusal: it is no picture that can stand on letters.
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    static final class NoEmblem extends Refusal {
        private NoEmblem(String key) {
            super(key);
        }
    }

    /// Makes a picture anew from what somebody gives, where it harms nobody, to be looked at before
    /// it stands on letters. Slow: the file is opened outside of a transaction.
    ///
    /// @return its SHA-256
    /// @throws NoEmblem unless it is a PNG or JPEG of a sensible size
    /// @throws th.sala.files.TooLarge if the file is
    String give(SignedIn who, InputStream file) {
        var given = store.keep(file, MOST_BYTES);
        var png =
                switch (readers.emblem(store.path(given.sha256()))) {
                    case Answer.Picture picture -> picture.png();
                    case Answer.NotPdf _, Answer.Empty _ ->
                            throw new NoEmblem("letters.emblem.no-picture");
                    case Answer.Broken(var trouble) when trouble == Trouble.PICTURE_TOO_LARGE ->
                            throw new NoEmblem("letters.emblem.too-many-points");
                    case Answer.Broken _,
                            Answer.Encrypted _,
                            Answer.Readable _,
                            Answer.Checked _,
                            Answer.Copied _,
                            Answer.Sheets _ ->
                            throw new NoEmblem("letters.emblem.damaged");
                };
        mustLookWell(png);
        var kept = store.keep(png);
        transaction.executeWithoutResult(_ -> emblems.give(who, kept.sha256(), clock.instant()));
        return kept.sha256();
    }

    private static void mustLookWell(byte[] png) {
        Picture picture;
        try {
            picture = Picture.of(png, "");
        } catch (IllegalArgumentException notOurs) {
            throw new NoEmblem("letters.emblem.damaged");
        }
        var shorter = Math.min(picture.width(), picture.height());
        if (Math.max(picture.width(), picture.height()) > MOST_STRETCH * shorter) {
            throw new NoEmblem("letters.emblem.too-long");
        }
        if (shorter < LEAST_A_SIDE) {
            throw new NoEmblem("letters.emblem.too-small");
        }
    }

    /// Puts a picture at the head of the letters that are numbered from now on.
    ///
    /// @param sha256 of a picture that was given here
    /// @throws NoEmblem unless it was
    @Transactional
    void use(SignedIn who, String sha256) {
        if (!emblems.isGiven(who.agency(), sha256)) {
            throw new NoEmblem("letters.emblem.no-picture");
        }
        emblems.lock(who.agency());
        if (!emblems.current(who.agency()).filter(sha256::equals).isPresent()) {
            put(who, sha256);
        }
    }

    /// Goes back to the one that stands there without any.
    @Transactional
    void remove(SignedIn who) {
        emblems.lock(who.agency());
        if (emblems.current(who.agency()).isPresent()) {
            put(who, null);
        }
    }

    private void put(SignedIn who, @Nullable String sha256) {
        emblems.use(who, sha256, clock.instant());
        evidence.emblem(who, sha256);
    }

    @Transactional(readOnly = true)
    boolean isGiven(UUID agency, String sha256) {
        return emblems.isGiven(agency, sha256);
    }

    /// The one of now first.
    @Transactional(readOnly = true)
    List<Emblems.Used> history(UUID agency) {
        return emblems.history(agency, HISTORY);
    }
}
