package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A log with its key, what its entries said, and the records that they speak of.
final class TestLog {
    static final String ORIGIN = "sala.example/log";
    static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    static final String BOOK = "0197c1a5-0000-7000-8000-00000000b00c";
    static final String LETTER = "letter 0197c1a5-0000-7000-8000-000000001e77";
    static final byte[] MAIL =
            "Subject: ทดสอบ\r\n\r\nเนื้อความ\r\n".getBytes(StandardCharsets.UTF_8);
    static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);

    private record Logged(String leaf, Statement statement) {}

    private final KeyPair keys;
    private final NoteKey key;
    private final Random random;
    private final List<Logged> entries = new ArrayList<>();
    private final Map<String, Fields> records = new LinkedHashMap<>();

    private TestLog(int seed) {
        this.keys = keys(seed);
        this.key = NoteKey.ofX509(ORIGIN, keys.getPublic().getEncoded());
        this.random = new Random(seed);
    }

    /// A key that is the same in each run.
    private static KeyPair keys(int seed) {
        try {
            var fixed =
                    new SecureRandom() {
                        @Override
                        public void nextBytes(byte[] bytes) {
                            new Random(seed).nextBytes(bytes);
                        }
                    };
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, fixed);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TestLog empty() {
        return new TestLog(1);
    }

    static TestLog ofAnotherKey() {
        return new TestLog(2).agency();
    }

    /// A register with a cancelled number, and a letter that was received, changed and read.
    static TestLog ofAgency() {
        return empty().agency();
    }

    private TestLog agency() {
        log("log.started", Entry.NONE, Entry.DONE, Fields.none());
        line("register.entered", 1, "USED", "เรื่องที่หนึ่ง");
        line("register.entered", 2, "USED", "เรื่องที่สอง");
        record(
                "letter.received",
                Fields.none()
                        .with("record", LETTER)
                        .with("subject", "ขอเชิญ")
                        .with("mail", Hash.sha256(MAIL) + " mail.eml")
                        .with("file-1", Hash.sha256(PDF) + " แนบ.pdf"));
        log("letter.sent", LETTER, "refused C4", Fields.none());
        line("register.reserved", 3, "RESERVED", "");
        line("register.cancelled", 3, "CANCELLED", "");
        line("register.entered", 4, "USED", "เรื่องที่สี่");
        record(
                "letter.changed",
                Fields.none()
                        .with("record", LETTER)
                        .with("subject", "ขอเชิญประชุม")
                        .with("reason", "พิมพ์ผิด"));
        log("letter.read", LETTER, Entry.DONE, Fields.none().with("who", "นางสาวทดสอบ"));
        line("register.entered", 5, "USED", "เรื่องที่ห้า");
        line("register.entered", 6, "USED", "เรื่องที่หก");
        return this;
    }

    void line(String act, int number, String kind, String subject) {
        var line =
                Fields.none()
                        .with("book", BOOK)
                        .with("title", "ทะเบียนรับ")
                        .with("year", 2026)
                        .with("number", number)
                        .with("kind", kind)
                        .with("subject", subject);
        log(act, Entry.NONE, Entry.DONE, line.with("who", "นายทดสอบ"));
        records.put("line " + number, line);
    }

    private void record(String act, Fields said) {
        log(act, said.get("record"), Entry.DONE, said);
        records.put(
                said.get("record"),
                Fields.none()
                        .with("record", said.get("record"))
                        .with("subject", said.get("subject")));
    }

    void log(String act, String record, String outcome, Fields said) {
        log(START.plusSeconds(10L * entries.size()), act, record, outcome, said);
    }

    /// An act of another agency on the same machine.
    void elsewhere(String act) {
        var said =
                Fields.none()
                        .with("book", BOOK)
                        .with("title", "ทะเบียนรับ")
                        .with("year", 2026)
                        .with("number", size())
                        .with("kind", "USED");
        log(START.plusSeconds(10L * size()), "other", act, Entry.NONE, Entry.DONE, said);
    }

    void log(Instant at, String act, String record, String outcome, Fields said) {
        log(at, "agency", act, record, outcome, said);
    }

    private void log(
            Instant at, String agency, String act, String record, String outcome, Fields said) {
        var salt = new byte[Statement.SALT_BYTES];
        random.nextBytes(salt);
        var statement = new Statement(salt, said);
        var head =
                Entry.head(
                        new UUID(random.nextLong(), random.nextLong()),
                        at,
                        "+0.003",
                        agency,
                        "account",
                        "password",
                        "officer 2026-01-01 -",
                        act,
                        record,
                        outcome);
        entries.add(new Logged(Entry.leaf(head, statement.commitment()), statement));
    }

    /// An entry as somebody with the key may write one.
    void add(String leaf, Statement statement) {
        entries.add(new Logged(leaf, statement));
    }

    /// Takes out the last entries.
    void cut(int howMany) {
        entries.subList(entries.size() - howMany, entries.size()).clear();
    }

    int size() {
        return entries.size();
    }

    NoteKey key() {
        return key;
    }

    Map<String, Fields> records() {
        return records;
    }

    Fields record(String name) {
        return Objects.requireNonNull(records.get(name));
    }

    List<byte[]> leaves() {
        return entries.stream()
                .map(logged -> logged.leaf().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    MerkleTree.Nodes nodes() {
        return MerkleTree.over(leaves().stream().map(Hash::leaf).toList());
    }

    Checkpoint checkpoint() {
        return checkpoint(size());
    }

    Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, MerkleTree.root(nodes(), size));
    }

    /// What a witness keeps of the log when it had this size.
    SignedNote witness(int size) {
        return sign(checkpoint(size).text());
    }

    Exhibit exhibit(int index, boolean withProof) {
        return exhibit(index, withProof ? nodes() : null);
    }

    /// @param nodes of the whole log, if the exhibit is to have its proof
    Exhibit exhibit(int index, MerkleTree.@Nullable Nodes nodes) {
        var proof = nodes == null ? List.<Hash>of() : MerkleTree.inclusion(nodes, index, size());
        var logged = entries.get(index);
        return new Exhibit(logged.leaf(), Optional.of(logged.statement()), index, proof);
    }

    SignedNote sign(String text) {
        return SignedNote.sign(
                text,
                key,
                bytes -> {
                    try {
                        var signature = Signature.getInstance("Ed25519");
                        signature.initSign(keys.getPrivate());
                        signature.update(bytes);
                        return signature.sign();
                    } catch (GeneralSecurityException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                });
    }
}
