package th.sala.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.search.LaterTexts.Place;

@Repository
class Records {
    private static final int LONGEST_BODY = 100_000;

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate named;

    Records(JdbcClient db, NamedParameterJdbcTemplate named) {
        this.db = db;
        this.named = named;
    }

    private static final String LOCK =
            """
            SELECT true FROM search.record
             WHERE agency_id = :agency AND kind = :kind AND id = :id FOR UPDATE
            """;

    /// Until the transaction ends nobody else changes the record.
    ///
    /// @return false if there is none
    boolean lock(UUID agency, String kind, UUID id) {
        return db.sql(LOCK)
                .params(key(agency, kind, id))
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private static final String CHANGE_STATE =
            """
            UPDATE search.record SET state = :state
             WHERE agency_id = :agency AND kind = :kind AND id = :id AND fingerprint = :fingerprint
            """;

    /// @return false if the record is not there, or not as it is but for its state
    boolean changeState(Document document) {
        return db.sql(CHANGE_STATE)
                        .params(key(document.agency(), document.kind(), document.id()))
                        .param("state", document.state())
                        .param("fingerprint", document.fingerprint())
                        .update()
                == 1;
    }

    private static final String LOCK_ALL =
            """
            SELECT true FROM search.record
             WHERE (agency_id, kind, id) IN (SELECT * FROM unnest(
                       CAST(:agencies AS uuid[]), CAST(:kinds AS text[]), CAST(:ids AS uuid[])))
             ORDER BY agency_id, kind, id
               FOR UPDATE
            """;

    private static final String PUT =
            """
            INSERT INTO search.record AS record (agency_id, kind, id, at, scopes, direction, urgency, state, places, number,
                   day, title, party, path, body, version, cut, fingerprint, words)
            VALUES (:agency, :kind, :id, :at, :scopes, :direction, :urgency, :state, :places, :number,
                   :day, :title, :party, :path, :body, :version, :cut, :fingerprint, array_to_tsvector(CAST(:words AS text[])))
            ON CONFLICT (agency_id, kind, id) DO UPDATE
               SET at = excluded.at, scopes = excluded.scopes, direction = excluded.direction, urgency = excluded.urgency,
                   state = excluded.state, places = excluded.places, number = excluded.number, day = excluded.day,
                   title = excluded.title, party = excluded.party, path = excluded.path, body = excluded.body,
                   version = excluded.version, cut = excluded.cut, fingerprint = excluded.fingerprint,
                   words = excluded.words || coalesce((
                       SELECT array_to_tsvector(array_agg(DISTINCT word))
                         FROM search.file, unnest(file.words) AS word
                        WHERE file.agency_id = excluded.agency_id AND file.kind = excluded.kind
                          AND file.record_id = excluded.id AND file.version = excluded.version), '')
            """;

    /// Records of any kind and agency, each once.
    void put(List<Prepared> prepared) {
        // a file's text that is put meanwhile is not lost: whoever puts it has the record locked
        var documents = prepared.stream().map(Prepared::document).toList();
        keys(db.sql(LOCK_ALL), documents).query(Boolean.class).list();
        named.batchUpdate(
                PUT, prepared.stream().map(Records::values).toArray(SqlParameterSource[]::new));
    }

    private static StatementSpec keys(StatementSpec statement, List<Document> documents) {
        return statement
                .param("agencies", documents.stream().map(Document::agency).toArray(UUID[]::new))
                .param("kinds", documents.stream().map(Document::kind).toArray(String[]::new))
                .param("ids", documents.stream().map(Document::id).toArray(UUID[]::new));
    }

    private static SqlParameterSource values(Prepared prepared) {
        var document = prepared.document();
        return new MapSqlParameterSource()
                .addValue("agency", document.agency())
                .addValue("kind", document.kind())
                .addValue("id", document.id())
                .addValue("at", utc(document.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("scopes", array(document.scopes()))
                .addValue("direction", document.direction())
                .addValue("urgency", document.urgency())
                .addValue("state", document.state())
                .addValue("places", array(document.places()))
                .addValue("number", document.number())
                .addValue("day", document.day(), Types.DATE)
                .addValue("title", document.title())
                .addValue("party", document.party())
                .addValue("path", document.path())
                .addValue("body", cut(document.body()))
                .addValue("version", Lexemes.VERSION)
                .addValue("cut", prepared.words().isCut())
                .addValue("fingerprint", document.fingerprint())
                .addValue("words", array(prepared.words().all()));
    }

    private static final String REMOVE =
            "DELETE FROM search.record WHERE agency_id = :agency AND kind = :kind AND id = :id";

    void remove(UUID agency, String kind, UUID id) {
        db.sql(REMOVE).params(key(agency, kind, id)).update();
    }

    private static final String USED =
            """
            SELECT coalesce(sum(bytes), 0) FROM search.file
             WHERE agency_id = :agency AND kind = :kind AND record_id = :id AND source <> :source AND version = :version
            """;

    private static final String PUT_FILE =
            """
            INSERT INTO search.file (agency_id, kind, record_id, source, content, body, version, bytes, cut, words)
            VALUES (:agency, :kind, :id, :source, :content, :body, :version, :bytes, :cut, :words)
            ON CONFLICT (agency_id, kind, record_id, source) DO UPDATE
               SET content = excluded.content, body = excluded.body, version = excluded.version,
                   bytes = excluded.bytes, cut = excluded.cut, words = excluded.words
            """;

    private static final String ADD_WORDS =
            """
            UPDATE search.record SET words = words || array_to_tsvector(CAST(:words AS text[]))
             WHERE agency_id = :agency AND kind = :kind AND id = :id
            """;

    /// Keeps as many of the words as the record's other files leave room for. The record must be
    /// locked.
    void putFile(Place place, String content, String body, Words words) {
        var key = key(place.agency(), place.kind(), place.id());
        int used =
                db.sql(USED)
                        .params(key)
                        .param("source", place.source())
                        .param("version", Lexemes.VERSION)
                        .query(Integer.class)
                        .single();
        var kept = words.within(Words.OF_FILES - used);
        db.sql(PUT_FILE)
                .params(key)
                .param("source", place.source())
                .param("content", content)
                .param("body", cut(body))
                .param("version", Lexemes.VERSION)
                .param("bytes", kept.bytes())
                .param("cut", kept.isCut())
                .param("words", array(kept.all()))
                .update();
        db.sql(ADD_WORDS).params(key).param("words", array(kept.all())).update();
    }

    private static final String REMOVE_FILES =
            """
            WITH removed AS (
                DELETE FROM search.file
                 WHERE agency_id = :agency AND kind = :kind AND record_id = :id AND source = coalesce(:source, source)
                RETURNING true)
            UPDATE search.record SET fingerprint = NULL
             WHERE agency_id = :agency AND kind = :kind AND id = :id AND EXISTS (SELECT FROM removed)
            """;

    /// The record must be locked; whenever it is put next, all its words are made again.
    ///
    /// @param source null for all of its files
    /// @return whether there were any
    boolean removeFiles(UUID agency, String kind, UUID id, @Nullable String source) {
        return db.sql(REMOVE_FILES)
                        .params(key(agency, kind, id))
                        .param("source", source, Types.VARCHAR)
                        .update()
                == 1;
    }

    private static final String REMOVE_OLD_FILES =
            """
            DELETE FROM search.file
             WHERE (agency_id, kind, record_id) IN (SELECT * FROM unnest(
                       CAST(:agencies AS uuid[]), CAST(:kinds AS text[]), CAST(:ids AS uuid[])))
               AND version < :version
            """;

    /// Files of the records whose words were made by older rules, and were not put again.
    void removeOldFiles(List<Document> documents) {
        keys(db.sql(REMOVE_OLD_FILES), documents).param("version", Lexemes.VERSION).update();
    }

    /// A file of a record.
    record File(UUID agency, String kind, UUID id, String source) {
        File(Place place) {
            this(place.agency(), place.kind(), place.id(), place.source());
        }
    }

    private static final String HAVING =
            """
            SELECT agency_id AS agency, kind, record_id AS id, source FROM search.file
             WHERE (agency_id, kind, record_id, source) IN (SELECT * FROM unnest(
                       CAST(:agencies AS uuid[]), CAST(:kinds AS text[]), CAST(:ids AS uuid[]), CAST(:sources AS text[])))
               AND content = :content AND version = :version
            """;

    /// Those of the places where this content is, its words made by the newest rules.
    Set<File> having(String content, List<Place> places) {
        return db.sql(HAVING)
                .param("agencies", places.stream().map(Place::agency).toArray(UUID[]::new))
                .param("kinds", places.stream().map(Place::kind).toArray(String[]::new))
                .param("ids", places.stream().map(Place::id).toArray(UUID[]::new))
                .param("sources", places.stream().map(Place::source).toArray(String[]::new))
                .param("content", content)
                .param("version", Lexemes.VERSION)
                .query(File.class)
                .set();
    }

    /// Where a result stands: the newest first.
    record Position(Instant at, UUID id) {}

    /// What is looked for.
    ///
    /// @param asked a tsquery; empty for all
    /// @param scopes of who looks
    /// @param state null for any
    record Looked(
            UUID agency,
            String asked,
            Collection<String> scopes,
            @Nullable String state,
            Instant from,
            Instant until) {}

    private static final String FOUND =
            """
            SELECT found.*
              FROM (SELECT max(at) AS newest, min(at) AS oldest FROM search.record WHERE agency_id = :agency) AS span,
                   LATERAL search.find(CAST(:asked AS tsquery), CAST(:scopes AS text[]), :state, least(span.newest, :until),
                       greatest(span.oldest, :from), CAST(:before AS timestamptz), CAST(:beforeId AS uuid), :most) AS found
            """;

    /// A record that was found, with what is counted of it.
    record Hit(
            String kind,
            UUID id,
            Instant at,
            String direction,
            String urgency,
            String state,
            List<String> places) {
        private static Hit of(ResultSet row, int index) throws SQLException {
            return new Hit(
                    row.getString("kind"),
                    row.getObject("id", UUID.class),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("direction"),
                    row.getString("urgency"),
                    row.getString("state"),
                    List.of((String[]) row.getArray("places").getArray()));
        }

        /// Its values of what results are narrowed by.
        private Stream<String> of(Facet facet) {
            return switch (facet) {
                case KIND -> Stream.of(kind);
                case DIRECTION -> Stream.of(direction);
                case YEAR -> Stream.of(Integer.toString(at.atZone(Lexemes.BANGKOK).getYear()));
                case PLACE -> places.stream();
                case URGENCY -> urgency.isEmpty() ? Stream.empty() : Stream.of(urgency);
                case STATE -> Stream.of(state);
            };
        }
    }

    private static final String FIND = FOUND + " ORDER BY found.at DESC, found.id DESC";

    /// @param before only those behind this place; null for the first ones
    List<Hit> find(Looked looked, @Nullable Position before, int most) {
        return asking(db.sql(FIND), looked, before, most).query(Hit::of).list();
    }

    record Count(String value, int number) {}

    /// How many of the hits there are of each kind and so on, most first.
    static Map<Facet, List<Count>> counts(List<Hit> hits) {
        var counts = new EnumMap<Facet, List<Count>>(Facet.class);
        for (var facet : Facet.values()) {
            var numbers = new TreeMap<String, Integer>();
            hits.stream()
                    .flatMap(hit -> hit.of(facet))
                    .forEach(value -> numbers.merge(value, 1, Integer::sum));
            if (!numbers.isEmpty()) {
                counts.put(
                        facet,
                        numbers.entrySet().stream()
                                .map(one -> new Count(one.getKey(), one.getValue()))
                                .sorted(Comparator.comparing(Count::number).reversed())
                                .toList());
            }
        }
        return counts;
    }

    private static StatementSpec asking(
            StatementSpec statement, Looked looked, @Nullable Position before, int most) {
        return statement
                .param("agency", looked.agency())
                .param("asked", looked.asked())
                .param("scopes", array(looked.scopes()))
                .param("state", looked.state(), Types.VARCHAR)
                .param("from", utc(looked.from()))
                .param("until", utc(looked.until()))
                .param(
                        "before",
                        before == null ? null : utc(before.at()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeId", before == null ? null : before.id(), Types.OTHER)
                .param("most", most);
    }

    /// A record as results show it.
    ///
    /// @param body the beginning of its text
    /// @param files the beginnings of its files' texts
    /// @param cut whether it has words by which it is not found, because there are too many
    record Card(
            String kind,
            UUID id,
            Instant at,
            String direction,
            String urgency,
            String state,
            String number,
            @Nullable LocalDate day,
            String title,
            String party,
            String path,
            String body,
            String files,
            boolean cut) {}

    private static final String CARDS =
            """
            SELECT kind, id, at, direction, urgency, state, number, day, title, party, path, left(body, 20000) AS body,
                   coalesce((SELECT left(string_agg(left(file.body, 20000), chr(10) ORDER BY source), 60000) FROM search.file
                              WHERE file.agency_id = record.agency_id AND file.kind = record.kind
                                AND file.record_id = record.id), '') AS files,
                   cut OR EXISTS (SELECT FROM search.file
                                   WHERE file.agency_id = record.agency_id AND file.kind = record.kind
                                     AND file.record_id = record.id AND file.cut) AS cut
              FROM search.record
             WHERE agency_id = :agency AND kind = ANY(:kinds) AND id = ANY(:ids)
            """;

    List<Card> cards(UUID agency, List<Hit> hits) {
        return db.sql(CARDS)
                .param("agency", agency)
                .param("kinds", hits.stream().map(Hit::kind).distinct().toArray(String[]::new))
                .param("ids", hits.stream().map(Hit::id).toArray(UUID[]::new))
                .query(Card.class)
                .list();
    }

    private static Map<String, Object> key(UUID agency, String kind, UUID id) {
        return Map.of("agency", agency, "kind", kind, "id", id);
    }

    private static String cut(String body) {
        return body.substring(0, Math.min(LONGEST_BODY, body.length())).replace("\0", "");
    }

    private static String[] array(Collection<String> texts) {
        return texts.stream().map(text -> text.replace("\0", "")).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
