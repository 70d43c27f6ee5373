package th.sala.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

/// How the index is made again from a source: nothing that is asked for or wrong meanwhile is lost,
/// or stops the rest.
@SalaTest
class RebuildingStoreTests {
    private static final String KIND = "letters.search.letter";
    private static final UUID AGENCY = new UUID(7, 7);

    @Autowired Search search;
    @Autowired LaterTexts texts;
    @Autowired Records records;
    @Autowired Rebuilds rebuilds;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired PlatformTransactionManager manager;
    @Autowired Clock clock;

    private final List<Supplier<Document>> documents = new ArrayList<>();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private String name;
    private int asked;

    @BeforeEach
    void begin() {
        name = "test." + UUID.randomUUID();
    }

    /// Documents in the order of the list, then what happens while they are read.
    private final class Listed implements Source {
        @Override
        public String name() {
            return name;
        }

        @Override
        public Batch next(@Nullable String after, int rows) {
            int from = after == null ? 0 : Integer.parseInt(after);
            var some = documents.stream().skip(from).limit(rows).toList();
            var batch = new Batch(some, some.size() < rows ? null : Integer.toString(from + rows));
            meanwhile.forEach(Runnable::run);
            meanwhile.clear();
            return batch;
        }

        @Override
        public List<File> files(Document document) {
            if (document.title().startsWith("เวียน")) {
                return List.of(circular(document));
            }
            if (document.title().equals("ไฟล์เสีย")) {
                return List.of(
                        file(
                                document,
                                () -> {
                                    throw new IllegalStateException("cannot be read");
                                }));
            }
            return List.of(file(document, () -> "lungfish " + document.title()));
        }

        private File file(Document document, Supplier<String> text) {
            return new File(place(document, () -> true), "content of " + document.title(), text);
        }

        private File circular(Document document) {
            return new File(
                    place(document, () -> !document.title().equals("เวียน ลับ")),
                    "the circular",
                    () -> {
                        asked++;
                        return "lungfish";
                    });
        }

        private LaterTexts.Place place(Document document, BooleanSupplier isStill) {
            return new LaterTexts.Place(
                    document.agency(), document.kind(), document.id(), "file", isStill);
        }
    }

    @Test
    void whatIsAddedWhileABatchIsReadIsFoundToo() {
        documents.add(() -> document("หนึ่ง"));
        meanwhile.add(() -> {
            documents.add(() -> document("สอง"));
            var apart = new TransactionTemplate(manager);
            apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            apart.executeWithoutResult(_ -> search.putLater(name));
        });

        run();

        assertThat(titles()).containsExactlyInAnyOrder("หนึ่ง", "สอง");
        assertThat(isDone()).isTrue();
    }

    @Test
    void aRecordThatFailsIsLeftOutAndTheOthersAreMade() {
        IntStream.range(0, 150).forEach(i -> documents.add(() -> document("เรื่อง " + i)));
        documents.set(
                3,
                () -> {
                    throw new IllegalStateException("no document");
                });
        documents.set(120, () -> document("\0เสีย"));
        documents.set(140, () -> document("ไฟล์เสีย"));

        run();

        assertThat(titles())
                .hasSize(148)
                .contains("เรื่อง 2", "เรื่อง 4", "เรื่อง 149", "ไฟล์เสีย");
        assertThat(withFiles()).isEqualTo(147);
        assertThat(isDone()).isTrue();
    }

    @Test
    void theTextThatManyRecordsHaveIsAskedOnceAndNeverForThoseThatMayNotBeFoundByIt() {
        documents.add(() -> document("เวียน ลับ"));
        run();
        assertThat(asked).isZero();

        List.of("หนึ่ง", "สอง", "สาม").forEach(n -> documents.add(() -> document("เวียน " + n)));
        transaction.executeWithoutResult(_ -> search.putLater(name));
        run();
        assertThat(asked).isOne();
        assertThat(withFiles()).isEqualTo(3);
    }

    @Test
    void wordsOfOlderRulesAreMadeAgainOnceAndOnlyOfFilesThatAreThere() {
        var document = document("หนึ่ง");
        documents.add(() -> document);
        run();
        inScope(() -> db.sql("UPDATE search.file SET version = 0, words = '{}'").update());
        inScope(() ->
                db.sql(
                                """
                                INSERT INTO search.file (agency_id, kind, record_id, source, body, version, words)
                                SELECT agency_id, kind, id, 'gone', 'gone', 0, '{gone}' FROM search.record WHERE id = :id
                                """)
                        .param("id", document.id())
                        .update());
        inScope(() ->
                db.sql("UPDATE search.rebuild SET version = 0 WHERE source = :name")
                        .param("name", name)
                        .update());

        run();

        assertThat(withFiles()).isEqualTo(1);
        assertThat(
                        inScope(() ->
                                db.sql(
                                                "SELECT words @@ 'lungfish' AND NOT words @@ 'gone' FROM search.record WHERE id = :id")
                                        .param("id", document.id())
                                        .query(Boolean.class)
                                        .single()))
                .isTrue();
    }

    @Test
    void wordsOfAFileThatIsTakenOutGoThoughTheRecordIsPutAsItWas() {
        var document = document("หนึ่ง");
        documents.add(() -> document);
        run();
        assertThat(hasLungfish(document)).isTrue();
        inScope(() -> {
            search.put(document);
            return true;
        });
        assertThat(hasLungfish(document)).as("put as it is").isTrue();

        inScope(() -> {
            search.removeFile(document.agency(), document.kind(), document.id(), "file");
            search.put(document);
            return true;
        });
        assertThat(hasLungfish(document)).isFalse();
    }

    private boolean hasLungfish(Document document) {
        return inScope(() ->
                db.sql("SELECT words @@ 'lungfish' FROM search.record WHERE id = :id")
                        .param("id", document.id())
                        .query(Boolean.class)
                        .single());
    }

    private void run() {
        new Rebuilding(List.of(new Listed()), search, texts, records, rebuilds, transaction, clock)
                .run();
    }

    private Document document(String title) {
        return new Document(
                AGENCY,
                KIND,
                UUID.nameUUIDFromBytes(
                        (name + title).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Instant.parse("2026-11-02T03:00:00Z"),
                Set.of(name),
                Document.IN,
                "",
                "letters.search.registered",
                List.of(),
                "",
                null,
                title,
                "",
                List.of(),
                "/letters/in/x",
                List.of());
    }

    private List<String> titles() {
        return inScope(() ->
                db.sql("SELECT title FROM search.record WHERE :name = ANY(scopes)")
                        .param("name", name)
                        .query(String.class)
                        .list());
    }

    private int withFiles() {
        return inScope(() ->
                db.sql(
                                """
                                SELECT count(*) FROM search.file JOIN search.record ON record.id = file.record_id
                                 WHERE :name = ANY(scopes)
                                """)
                        .param("name", name)
                        .query(Integer.class)
                        .single());
    }

    private boolean isDone() {
        return inScope(() -> rebuilds.areDone(List.of(name)));
    }

    private <T> T inScope(Supplier<T> work) {
        return AgencyScope.everywhere(() -> transaction.execute(_ -> work.get()));
    }
}
