package th.sala.letters;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.files.Previews;

@Repository
class LetterFiles {
    private static final String COLUMNS =
            "position, role = 'LETTER' AS main, name, media_type, sha256, size, verdict, pages, page_text";

    private final JdbcClient db;
    private final Previews previews;

    LetterFiles(JdbcClient db, Previews previews) {
        this.db = db;
        this.previews = previews;
    }

    private static final String NEXT =
            "SELECT coalesce(max(position) + 1, 0) FROM letters.attachment WHERE agency_id = :agency AND letter_id = :letter";

    int nextPosition(UUID agency, UUID letter) {
        return db.sql(NEXT)
                .param("agency", agency)
                .param("letter", letter)
                .query(Integer.class)
                .single();
    }

    private static final String ADD =
            """
            INSERT INTO letters.attachment (agency_id, letter_id, position, role, name, media_type, sha256, size, verdict,
                   pages, page_text)
            VALUES (:agency, :letter, :position, :role, :name, :mediaType, :sha256, :size, :verdict, :pages, :pageText)
            """;

    /// What is, or should be, a PDF is read some time after.
    void add(UUID agency, UUID letter, LetterFile file) {
        if (file.isPdf()) {
            previews.want(agency, file.sha256());
        }
        db.sql(ADD)
                .param("agency", agency)
                .param("letter", letter)
                .param("position", file.position())
                .param("role", file.main() ? "LETTER" : "ENCLOSURE")
                .param("name", file.name())
                .param("mediaType", file.mediaType())
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("verdict", file.verdict())
                .param("pages", file.pages())
                .param("pageText", file.pageText())
                .update();
    }

    private static final String REMOVE =
            "DELETE FROM letters.attachment WHERE agency_id = :agency AND letter_id = :letter AND position = :position";

    /// The file stays in the store; only the letter no longer names it.
    void remove(UUID agency, UUID letter, int position) {
        db.sql(REMOVE)
                .param("agency", agency)
                .param("letter", letter)
                .param("position", position)
                .update();
    }

    private static final String BROUGHT =
            """
            INSERT INTO letters.brought (agency_id, letter_id, sha256)
            SELECT agency_id, letter_id, sha256 FROM letters.attachment
             WHERE agency_id = :agency AND letter_id = :letter AND role = 'LETTER'
            """;

    /// The PDF that the letter has is to be signed, now that it has its number.
    void areBrought(UUID agency, UUID letter) {
        db.sql(BROUGHT).param("agency", agency).param("letter", letter).update();
    }

    private static final String TO_SIGN =
            """
            SELECT %s FROM letters.attachment JOIN letters.brought USING (agency_id, letter_id, sha256)
             WHERE agency_id = :agency AND letter_id = :letter AND role = 'LETTER'
               AND NOT EXISTS (SELECT FROM letters.signature
                                WHERE signature.agency_id = :agency AND signature.letter_id = :letter)
            """
                    .formatted(COLUMNS);

    /// The PDF that was brought, until it is signed.
    Optional<LetterFile> toSign(UUID agency, UUID letter) {
        return db.sql(TO_SIGN)
                .param("agency", agency)
                .param("letter", letter)
                .query(LetterFile.class)
                .optional();
    }

    private static final String OF =
            """
            SELECT %s FROM letters.attachment
             WHERE agency_id = :agency AND letter_id = :letter
             ORDER BY role DESC, position
            """
                    .formatted(COLUMNS);

    /// The letter itself first.
    List<LetterFile> of(UUID agency, UUID letter) {
        return db.sql(OF)
                .param("agency", agency)
                .param("letter", letter)
                .query(LetterFile.class)
                .list();
    }

    private static final String LOOKED_AT_AGAIN =
            """
            UPDATE letters.attachment
               SET verdict = :verdict, pages = :pages, page_text = :pageText,
                   media_type = CASE WHEN :readable THEN 'application/pdf' ELSE media_type END
             WHERE agency_id = :agency AND sha256 = :sha256
               AND verdict NOT IN ('', :readableVerdict, :verdict, 'files.pdf.restricted', 'files.pdf.sealed', 'files.pdf.spoilt')
            RETURNING letter_id
            """;

    /// What could not be read at first, or was not looked at, has this verdict from now on; what
    /// could stays readable, and what takes no signature stays so.
    ///
    /// @return the letters of which more is known with that
    Set<UUID> lookedAtAgain(UUID agency, String sha256, PdfReading.Looked looked) {
        return db.sql(LOOKED_AT_AGAIN)
                .param("agency", agency)
                .param("sha256", sha256)
                .param("verdict", looked.verdict())
                .param("readable", looked.verdict().equals(LetterFile.READABLE))
                .param("readableVerdict", LetterFile.READABLE)
                .param("pages", looked.pages(), Types.INTEGER)
                .param("pageText", looked.firstPage())
                .query(UUID.class)
                .set();
    }

    /// @param position of the file in the letter
    record Place(UUID letter, int position) {}

    private static final String PLACES =
            "SELECT letter_id AS letter, position FROM letters.attachment WHERE agency_id = :agency AND sha256 = :sha256";

    /// Where a file is one of a letter's.
    List<Place> places(UUID agency, String sha256) {
        return db.sql(PLACES)
                .param("agency", agency)
                .param("sha256", sha256)
                .query(Place.class)
                .list();
    }

    private static final String FIND =
            "SELECT %s FROM letters.attachment WHERE agency_id = :agency AND letter_id = :letter AND position = :position"
                    .formatted(COLUMNS);

    Optional<LetterFile> find(UUID agency, UUID letter, int position) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("letter", letter)
                .param("position", position)
                .query(LetterFile.class)
                .optional();
    }
}
