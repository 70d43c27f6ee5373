package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import th.sala.checking.Certificates;
import th.sala.files.HostilePdfs;
import th.sala.files.ReaderPool;
import th.sala.network.Reach;
import th.sala.reader.Answer;
import th.sala.reader.Change;
import th.sala.reader.Kind;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.reader.Request;
import th.sala.reader.Trouble;

/// Signatures in PDFs of strangers, checked by the program that can do nothing else.
class ForeignSignatureTests {
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Authorities AUTHORITY = new Authorities();
    private static final Authorities.Held GOVERNOR = AUTHORITY.person("นายปั้น น้ำฝั่ง");

    @TempDir static Path folder;
    private static ReaderPool pool;

    @BeforeAll
    static void open() throws IOException {
        HostilePdfs.openTo(folder);
        var data = Files.createDirectory(folder.resolve("data"));
        pool =
                new ReaderPool(
                        data,
                        SignatureChecks.PARTS,
                        SignatureChecks.limits(Duration.ofSeconds(20)));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static Answer check(byte[] pdf) throws IOException {
        return check(pdf, PdfSignerTests.asked(AUTHORITY, NOW, AUTHORITY.withdrawn(NOW)));
    }

    private static Answer check(byte[] pdf, Request.Check asked) throws IOException {
        var file = Files.write(Files.createTempFile(folder, "foreign", ".pdf"), pdf);
        return pool.ask(asked, file);
    }

    private static final byte[] SIGNED =
            PdfSignerTests.signed(PdfSignerTests.letter(), GOVERNOR, NOW);

    private static PdfSignature only(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Checked.class);
        return ((Answer.Checked) answer).signatures().getFirst();
    }

    @Test
    void saysWhoAndWhen() throws IOException {
        assertThat(check(SIGNED))
                .isEqualTo(
                        new Answer.Checked(
                                List.of(
                                        new PdfSignature(
                                                "นายปั้น น้ำฝั่ง",
                                                "Other authority",
                                                Certificates.fingerprint(GOVERNOR.certificate()),
                                                NOW,
                                                null,
                                                Verdict.GOOD,
                                                Set.of())),
                                List.of((long) SIGNED.length)));
    }

    /// All that happens in the program that can open nothing is what happens here.
    @ParameterizedTest
    @EnumSource
    void seesWhatCameAfterTheSignature(Tampering how) throws IOException {
        var answer = check(how.with(SIGNED));
        assertThat(answer).isInstanceOf(Answer.Checked.class);
        var found = PdfSignerTests.of(GOVERNOR, ((Answer.Checked) answer).signatures());
        assertThat(found.changes()).isEqualTo(how.seen);
        assertThat(found.verdict()).isEqualTo(how.isAlteration() ? Verdict.ALTERED : Verdict.GOOD);
    }

    @Test
    void saysWhereEachSignatureEnds() throws IOException {
        var other = AUTHORITY.person("นางสาวเดือน ใจดี");
        var both = PdfSignerTests.signed(SIGNED, other, NOW);
        assertThat(check(both))
                .isInstanceOfSatisfying(
                        Answer.Checked.class,
                        checked -> {
                            assertThat(checked.ends())
                                    .containsExactly((long) SIGNED.length, (long) both.length);
                            assertThat(checked.signatures())
                                    .extracting(PdfSignature::verdict)
                                    .containsOnly(Verdict.GOOD);
                        });
    }

    @Test
    void believesStampsOfWhomItIsTold() throws IOException {
        try (var timestamps = new FakeTimestamps()) {
            var authority =
                    PdfSignerTests.authority(timestamps, Reach.PRIVATE, Duration.ofSeconds(5));
            var stamped = PdfSigner.stamp(SIGNED, authority);
            var now = Instant.now();
            var believed =
                    new Request.Check(
                            now,
                            List.of(AUTHORITY.encoded(), timestamps.authority().encoded()),
                            List.of(AUTHORITY.withdrawn(now)));
            assertThat(only(check(stamped, believed)).stampedAt()).isBeforeOrEqualTo(now);
            assertThat(only(check(stamped)).stampedAt()).isNull();
        }
    }

    /// What is no signature is not passed over in silence, and nothing of it ends the program.
    static Stream<Arguments> nonsense() {
        var text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        var range = text.substring(text.indexOf("/ByteRange"));
        var own = range.substring(0, range.indexOf(']') + 1);
        var numbers = own.replaceAll("[^0-9 ]", "").strip().split(" +");
        return Stream.of(
                arguments(
                        "a kind nobody reads",
                        text.replace("/ETSI.CAdES.detached", "/ETSI.CAdES.detacheX")),
                arguments(
                        "a range without its numbers",
                        text.replace(own, same(own, "/ByteRange []"))),
                arguments(
                        "a range that begins later",
                        text.replace(own, same(own, own.replaceFirst("\\[ *0 ", "[9 ")))),
                arguments(
                        "a range beyond the end",
                        text.replace(own, same(own, own.replace(numbers[3], "9" + numbers[3])))),
                arguments(
                        "a range of negative numbers",
                        text.replace(own, same(own, own.replace(numbers[1], "-1")))),
                arguments(
                        "a signature of zeroes",
                        text.replaceFirst(
                                "/Contents <3[0-9A-Fa-f]{200}", "/Contents <" + "0".repeat(201))));
    }

    /// As long as it was, so that all places stay.
    private static String same(String before, String now) {
        return now.length() > before.length()
                ? now.substring(0, before.length() - 1) + "]"
                : now + " ".repeat(before.length() - now.length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nonsense(String what, String pdf) throws IOException {
        assertThat(pdf).isNotEqualTo(new String(SIGNED, StandardCharsets.ISO_8859_1));
        assertThat(only(check(pdf.getBytes(StandardCharsets.ISO_8859_1))).verdict())
                .as(what)
                .isIn(Verdict.BROKEN, Verdict.ALTERED);
    }

    /// As word processors make them: pages with a picture, signed by two on different pages.
    @Test
    void takesDocumentsOfOthers() throws IOException {
        var pdf = ForeignPdfs.withPhotograph();
        var once = ForeignPdfs.signedOnPage(pdf, 0, GOVERNOR, NOW);
        var twice = ForeignPdfs.signedOnPage(once, 1, GOVERNOR, NOW);
        assertThat(check(twice))
                .isInstanceOfSatisfying(
                        Answer.Checked.class,
                        checked -> {
                            assertThat(checked.signatures())
                                    .extracting(PdfSignature::verdict)
                                    .containsExactly(Verdict.GOOD, Verdict.GOOD);
                            assertThat(checked.signatures().getFirst().changes())
                                    .containsExactly(Change.PICTURE_OF_SIGNATURE);
                        });
    }

    /// Three fields wait on one page; they are signed in another order than they stand in.
    @Test
    void takesFieldsThatWaited() throws IOException {
        var pdf = ForeignPdfs.withFields("a", "b", "c");
        for (var field : List.of("b", "c", "a")) {
            pdf = ForeignPdfs.signedIn(pdf, field, GOVERNOR, NOW);
        }
        assertThat(check(pdf))
                .isInstanceOfSatisfying(
                        Answer.Checked.class,
                        checked ->
                                assertThat(checked.signatures())
                                        .extracting(PdfSignature::verdict)
                                        .containsExactly(Verdict.GOOD, Verdict.GOOD, Verdict.GOOD));
    }

    /// Whoever prepares a file gives two names to one thing, so that a change passes under the
    /// milder one.
    @Test
    void seesAThingUnderEachOfItsNames() throws IOException {
        var signed = ForeignPdfs.signedIn(ForeignPdfs.withTwoNames(), "a", GOVERNOR, NOW);
        assertThat(only(check(signed)).verdict()).isEqualTo(Verdict.GOOD);
        var changed = only(check(ForeignPdfs.withLayersSwitched(signed)));
        assertThat(changed.changes()).contains(Change.OTHER);
        assertThat(changed.verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void saysWhatIsNoPdf() throws IOException {
        assertThat(check(PdfSignerTests.letter()))
                .isEqualTo(new Answer.Checked(List.of(), List.of()));
        assertThat(check(new byte[0])).isEqualTo(new Answer.Empty());
        assertThat(check("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Answer.NotPdf(Kind.ZIP));
        assertThat(check("%PDF-1.7\nnothing".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Answer.Broken(Trouble.DAMAGED));
    }
}
