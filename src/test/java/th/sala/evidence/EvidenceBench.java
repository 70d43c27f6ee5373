package th.sala.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;
import th.sala.proof.MerkleTree;

/// `./sala bench evidence`: how fast the sequencer gives entries their places, in a rush and
/// against a steady stream, and how long the proof of one entry takes in a log of ten million.
public final class EvidenceBench {
    private static final int RUSH = 200_000;
    private static final int STREAM = 5_000;
    private static final int SECONDS = 20;
    private static final int PORTIONS = 10;
    private static final int LOG = 10_000_000;
    private static final int PROOFS = 1_000;
    private static final PrintStream OUT = new PrintStream(System.out, true);

    /// About as long as a real one.
    private static final String HEAD = "act bench\n" + "x".repeat(340) + "\n";

    private EvidenceBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try {
            sequencer(folder);
            proofs(folder.resolve("log"));
        } finally {
            delete(folder);
        }
    }

    private static void sequencer(Path folder) throws SQLException {
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches")) {
            try (var admin =
                            DriverManager.getConnection(
                                    postgres.url("postgres"), postgres.superuser());
                    var statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE sala");
            }
            var roles = new TestRoles(TestVault.of(folder));
            var properties = new HashMap<String, Object>(roles.prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala =
                    application.run(
                            "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0")) {
                var entries =
                        new Entered(
                                sala.getBean(JdbcClient.class),
                                sala.getBean(TransactionTemplate.class),
                                sala.getBean(EvidenceLog.class));
                entries.add(RUSH / 10);
                entries.awaitAll();
                rush(entries);
                stream(entries);
            }
        }
    }

    private static void rush(Entered entries) {
        var begun = System.nanoTime();
        entries.add(RUSH);
        var entered = System.nanoTime();
        entries.awaitAll();
        var signed = System.nanoTime();
        var entering = RUSH / seconds(begun, entered);
        var rate = RUSH / seconds(entered, signed);
        OUT.printf(
                "rush of %,d entries: entered by one statement %,.0f/s; placed, written and signed %,.0f/s, %.2f of that%n",
                RUSH, entering, rate, rate / entering);
    }

    /// Portions of a tenth of a second each, as if from many people.
    private static void stream(Entered entries) {
        var begun = System.nanoTime();
        var most = 0L;
        for (int portion = 1; portion <= SECONDS * PORTIONS; portion++) {
            entries.add(STREAM / PORTIONS);
            most = Math.max(most, entries.behind());
            var next = begun + portion * (1_000_000_000L / PORTIONS);
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
        var offered = seconds(begun, System.nanoTime());
        var behind = entries.behind();
        entries.awaitAll();
        OUT.printf(
                "stream of %,.0f entries/s for %.0f s: at most %,d not signed yet, %,d at its end, all %.1f s later%n",
                SECONDS * STREAM / offered,
                offered,
                most,
                behind,
                seconds(begun, System.nanoTime()) - offered);
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    /// Entries of nobody, by the way all entries come in.
    private static final class Entered {
        private static final UUID AGENCY = UUID.randomUUID();

        private final JdbcClient db;
        private final TransactionTemplate transaction;
        private final EvidenceLog log;
        private long expected;

        private Entered(JdbcClient db, TransactionTemplate transaction, EvidenceLog log) {
            this.db = db;
            this.transaction = transaction;
            this.log = log;
            this.expected = signed();
        }

        private void add(int count) {
            AgencyScope.within(AGENCY, () -> transaction.executeWithoutResult(_ -> enter(count)));
            expected += count;
        }

        private void enter(int count) {
            db.sql(
                            """
                            SELECT evidence.enter(:agency, 'bench', now(), gen_random_uuid(), gen_random_uuid(),
                                                  :head, '\\x00', 'n ' || n)
                              FROM generate_series(1, :count) n
                            """)
                    .param("agency", AGENCY)
                    .param("head", HEAD)
                    .param("count", count)
                    .query((_, _) -> 1)
                    .list();
        }

        private long behind() {
            return expected - signed();
        }

        private long signed() {
            return log.head().map(head -> head.checkpoint().size()).orElse(0L);
        }

        private void awaitAll() {
            while (behind() > 0) {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
    }

    private static void proofs(Path folder) throws IOException {
        var writer = TileWriter.empty(folder);
        var begun = System.nanoTime();
        var leaves = new ArrayList<byte[]>();
        for (int n = 0; n < LOG; n++) {
            leaves.add(("entry " + n).getBytes(StandardCharsets.US_ASCII));
            if (leaves.size() == 10_000) {
                writer.append(leaves);
                leaves.clear();
            }
        }
        OUT.printf(
                "a log of %,d entries: files written at %,.0f entries/s%n",
                LOG, LOG / seconds(begun, System.nanoTime()));
        var root = writer.root();
        var random = new Random(7);
        var times = new ArrayList<Double>();
        for (int n = 0; n < PROOFS; n++) {
            var index = random.nextInt(LOG);
            var start = System.nanoTime();
            var path = MerkleTree.inclusion(new LogFiles(folder, LOG), index, LOG);
            times.add((System.nanoTime() - start) / 1e6);
            check(index, path, root);
        }
        Collections.sort(times);
        OUT.printf(
                "proof of one of %,d entries, nothing kept from the one before: median %.1f ms, 99 of 100 below %.1f ms, slowest %.1f ms%n",
                LOG, times.get(PROOFS / 2), times.get(PROOFS * 99 / 100), times.getLast());
    }

    private static void check(long index, List<Hash> path, Hash root) {
        var leaf = Hash.leaf(("entry " + index).getBytes(StandardCharsets.US_ASCII));
        if (!MerkleTree.isIncluded(leaf, index, LOG, path, root)) {
            throw new IllegalStateException("a wrong proof");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
