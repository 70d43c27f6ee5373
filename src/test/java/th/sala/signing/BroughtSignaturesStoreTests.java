package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import th.sala.SalaTest;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.PdfReaders;
import th.sala.files.Pdfs;
import th.sala.files.ReaderPool;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;

/// PDFs that somebody brought, signed without being read in this process.
@SalaTest
class BroughtSignaturesStoreTests {
    private static final FakeTimestamps TIMESTAMPS = new FakeTimestamps();
    private static final Instant BEFORE = Instant.parse("2026-11-22T03:00:00Z");
    private static final byte[] PLAIN = Pdfs.of("A letter", "its second page");

    @DynamicPropertySource
    static void timestamps(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createTempFile("authority", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, TIMESTAMPS.authority().pem());
        properties.add("sala.timestamp.address", TIMESTAMPS::address);
        properties.add("sala.timestamp.certificates", file::toString);
        properties.add("sala.timestamp.patience", () -> "2s");
        properties.add("sala.timestamp.pause", () -> "0s");
    }

    @AfterAll
    static void end() {
        TIMESTAMPS.close();
    }

    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired BroughtSignatures brought;
    @Autowired Trust trust;
    @Autowired Signatures signatures;
    @Autowired KeyRing keys;
    @Autowired KeyToken token;
    @Autowired TimestampAuthority timestamps;
    @Autowired PdfReaders readers;
    @Autowired Clock clock;

    @TempDir Path folder;

    private Srisamut own;
    private Holder holder;

    @BeforeEach
    void begin() {
        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        var domain = "p" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        own = new Srisamut(founding, organisation, powers, domain);
        holder =
                new Holder(
                        own.id,
                        own.governor,
                        "นางสาวมาลี ศรีสุข",
                        "จังหวัดศรีสมุทร",
                        "malee@" + domain);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private Path file(byte[] pdf) {
        try {
            return Files.write(Files.createTempFile(folder, "some", ".pdf"), pdf);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private Signed sign(byte[] pdf) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var signer = new Signatures.Signer(holder, now);
        return within(
                () -> brought.sign(signer, file(pdf), "ลงนามในหนังสือภายนอก ที่ ศส 0017.2/1"));
    }

    private Optional<String> obstacle(byte[] pdf) {
        return within(() -> brought.obstacle(file(pdf)));
    }

    private List<PdfSignature> check(byte[] signed) {
        return PdfSignerTests.checked(signed, trust.ofAnybody());
    }

    private static void assertBeginsWith(byte[] given, byte[] signed) {
        assertThat(Arrays.mismatch(given, signed)).isEqualTo(given.length);
    }

    @Test
    void aBroughtPdfIsSignedBehindItsLastByte() {
        var signed = sign(PLAIN);
        assertBeginsWith(PLAIN, signed.bytes());
        var found = check(signed.bytes());
        assertThat(found).extracting(PdfSignature::verdict).containsExactly(Verdict.GOOD);
        assertThat(found.getFirst().signer()).isEqualTo("นางสาวมาลี ศรีสุข");
        assertThat(found.getFirst().certificate()).isEqualTo(signed.certificate());
        assertThat(signed.stampedAt()).isNotNull().isEqualTo(found.getFirst().stampedAt());
        assertThat(obstacle(PLAIN)).isEmpty();
    }

    @Test
    void theSameFileAndMomentMakeTheSameBytes() {
        TIMESTAMPS.way = FakeTimestamps.Way.REFUSES;
        var at = new Signatures.Signer(holder, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var once = within(() -> brought.sign(at, file(PLAIN), "ลงนาม"));
        var again = within(() -> brought.sign(at, file(PLAIN), "ลงนาม"));
        assertThat(again.bytes()).isEqualTo(once.bytes());
    }

    @ParameterizedTest
    @MethodSource("th.sala.signing.FakeTimestamps#wrong")
    void aTimestampAuthorityThatDoesNotHelpHoldsNothingUp(FakeTimestamps.Way way) {
        TIMESTAMPS.way = way;
        var signed = sign(PLAIN);
        assertThat(signed.stampedAt()).isNull();
        assertThat(check(signed.bytes()))
                .extracting(PdfSignature::verdict)
                .containsExactly(Verdict.GOOD);

        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        var later = within(() -> brought.stamp(file(signed.bytes()))).orElseThrow();
        assertBeginsWith(signed.bytes(), later.bytes());
        assertThat(check(later.bytes()).getFirst().stampedAt()).isEqualTo(later.at());
    }

    @Test
    void whatOthersSignedBeforeStays() {
        var authority = new Authorities();
        var other = authority.person("นายปั้น น้ำฝั่ง");
        var before = ForeignPdfs.signedOnPage(PLAIN, 0, other, BEFORE);
        assertThat(obstacle(before)).isEmpty();

        var signed = sign(before);
        assertBeginsWith(before, signed.bytes());
        assertThat(check(signed.bytes()))
                .extracting(PdfSignature::verdict)
                .containsExactly(Verdict.UNKNOWN_ISSUER, Verdict.GOOD);
    }

    @Test
    void whatItsSignerClosedTakesNoOtherSignature() {
        var closed = ForeignPdfs.sealed(PLAIN, new Authorities().person("นายปั้น น้ำฝั่ง"), BEFORE);
        assertThat(obstacle(closed)).contains("files.pdf.sealed");
        assertThatThrownBy(() -> sign(closed))
                .isInstanceOfSatisfying(
                        CannotSign.class,
                        cannot -> {
                            assertThat(cannot.why()).isEqualTo(CannotSign.Why.PDF);
                            assertThat(cannot.holder()).isEqualTo(holder);
                        });
    }

    @Test
    void whatCannotBeCheckedTakesNoNumber(@TempDir Path data) {
        var before =
                ForeignPdfs.signedOnPage(
                        PLAIN, 0, new Authorities().person("นายปั้น น้ำฝั่ง"), BEFORE);
        var hasty = SignatureChecks.limits(Duration.ofMillis(1));
        try (var late =
                new SignatureChecks(
                        trust::ofAnybody, new ReaderPool(data, SignatureChecks.PARTS, hasty))) {
            var impatient =
                    new BroughtSignatures(
                            signatures, keys, token, trust, timestamps, readers, late);
            assertThat(within(() -> impatient.obstacle(file(before)))).isPresent();
        }
    }

    @Test
    void aSpoiltSignatureOfAnotherIsNotCovered() {
        var other = new Authorities().person("นายปั้น น้ำฝั่ง");
        var before = ForeignPdfs.signedOnPage(PLAIN, 0, other, BEFORE);
        var spoilt = before.clone();
        var words = new String(spoilt, StandardCharsets.ISO_8859_1);
        // a number within the first page's size
        spoilt[words.indexOf("/MediaBox") + "/MediaBox [0".length() - 1] = '1';
        assertThat(obstacle(spoilt)).contains("files.pdf.spoilt");
        assertThatThrownBy(() -> sign(spoilt))
                .isInstanceOfSatisfying(
                        CannotSign.class,
                        cannot -> assertThat(cannot.why()).isEqualTo(CannotSign.Why.UNSOUND));
    }

    @Test
    void whatForbidsChangesOrCannotBeOpenedSaysSo() throws IOException {
        assertThat(obstacle(locked(""))).contains("files.pdf.restricted");
        assertThat(obstacle(locked("secret"))).contains("files.pdf.encrypted");
        assertThat(obstacle(Arrays.copyOf(PLAIN, PLAIN.length / 2)))
                .contains("files.pdf.truncated");
        assertThat(obstacle("a letter".getBytes(StandardCharsets.US_ASCII)))
                .contains("files.kind.other");
        assertThatThrownBy(() -> sign(locked(""))).isInstanceOf(CannotSign.class);
    }

    private static byte[] locked(String password) throws IOException {
        try (var document = Loader.loadPDF(PLAIN)) {
            var nothing = new AccessPermission();
            nothing.setCanModify(false);
            var policy = new StandardProtectionPolicy("owner", password, nothing);
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void onePlaceAndNoOther() {
        var zeros = "0".repeat(2 * th.sala.reader.Wire.SIGNATURE_BYTES);
        var one = ("x<" + zeros + ">y").getBytes(StandardCharsets.US_ASCII);
        var two = ("<" + zeros + "><" + zeros + ">").getBytes(StandardCharsets.US_ASCII);
        var place = BroughtPdf.of(new byte[] {'a'}, one).orElseThrow();
        assertThat(new byte[] {place.bytes()[place.from()], place.bytes()[place.to() - 1]})
                .containsExactly('<', '>');
        assertThat(place.with(new byte[th.sala.reader.Wire.SIGNATURE_BYTES + 1])).isEmpty();
        assertThat(
                        new String(
                                place.with(new byte[] {0x5a}).orElseThrow(),
                                StandardCharsets.US_ASCII))
                .startsWith("ax<5a00");
        assertThat(BroughtPdf.of(new byte[0], two)).isEmpty();
        assertThat(BroughtPdf.of(new byte[0], new byte[] {'<'})).isEmpty();
    }
}
