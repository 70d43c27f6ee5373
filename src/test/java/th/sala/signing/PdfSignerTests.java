package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.checking.Certificates;
import th.sala.checking.PdfCheck;
import th.sala.network.Reach;
import th.sala.pdf.Block;
import th.sala.pdf.Checks;
import th.sala.pdf.Form;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;
import th.sala.reader.Change;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.reader.Request;

/// Signatures made and checked, without the rest of the program.
class PdfSignerTests {
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Authorities AUTHORITY = new Authorities();
    private static final Authorities.Held GOVERNOR = AUTHORITY.person("นายปั้น น้ำฝั่ง");
    private static final Authorities.Held DEPUTY = AUTHORITY.person("นางสาวเดือน ใจดี");
    private static final byte[] LETTER = letter();
    private static final byte[] SIGNED = signed(LETTER, GOVERNOR);

    static byte[] letter() {
        var data =
                new Sheet.Enclosed(
                        "letter.xml",
                        "application/xml",
                        "data",
                        "Data",
                        "<letter/>".getBytes(StandardCharsets.UTF_8));
        var sheet =
                new Sheet(
                        "หนังสือ",
                        "จังหวัดศรีสมุทร",
                        AT,
                        new Sheet.Margins(70, 55, 55, 85),
                        true,
                        "",
                        "",
                        List.of(Block.text("ขอเชิญประชุมผู้ว่าราชการจังหวัด", Form.TEXT)),
                        List.of(data));
        return Typesetter.set(sheet).bytes();
    }

    private static byte[] signed(byte[] pdf, Authorities.Held by) {
        return signed(pdf, by, AT);
    }

    static byte[] signed(byte[] pdf, Authorities.Held by, Instant at) {
        return PdfSigner.sign(pdf, by.keys().getPrivate(), by.chain(), "ลงนามในหนังสือ", at, true);
    }

    static TimestampAuthority authority(FakeTimestamps timestamps, Reach reach, Duration patience)
            throws IOException {
        var file = Files.createTempFile("authority", ".pem");
        try {
            Files.writeString(file, timestamps.authority().pem());
            return new TimestampAuthority(timestamps.address(), file.toString(), reach, patience);
        } finally {
            Files.delete(file);
        }
    }

    private static List<Verdict> verdicts(byte[] pdf) {
        return verdicts(pdf, NOW, AUTHORITY.withdrawn(NOW));
    }

    private static List<Verdict> verdicts(byte[] pdf, Instant now, byte[]... withdrawn) {
        return checked(pdf, asked(AUTHORITY, now, withdrawn)).stream()
                .map(PdfSignature::verdict)
                .toList();
    }

    static Request.Check asked(Authorities authority, Instant now, byte[]... withdrawn) {
        return new Request.Check(now, List.of(authority.encoded()), List.of(withdrawn));
    }

    static List<PdfSignature> checked(byte[] pdf, Request.Check asked) {
        try {
            return PdfCheck.of(pdf, asked).signatures();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void saysWhoAndWhen() {
        var asked = asked(AUTHORITY, NOW, AUTHORITY.withdrawn(NOW));
        assertThat(checked(SIGNED, asked))
                .containsExactly(
                        new PdfSignature(
                                "นายปั้น น้ำฝั่ง",
                                "Other authority",
                                Certificates.fingerprint(GOVERNOR.certificate()),
                                AT,
                                null,
                                Verdict.GOOD,
                                Set.of()));
        assertThat(checked(LETTER, asked)).isEmpty();
    }

    /// Work that was cut off and is done again makes the same letter.
    @Test
    void makesTheSameBytesAgainAndChangesNothingOfTheDocument() {
        assertThat(signed(LETTER, GOVERNOR)).isEqualTo(SIGNED);
        assertThat(Arrays.copyOf(SIGNED, LETTER.length)).isEqualTo(LETTER);
    }

    @Test
    void keepsTheArchivalFormAndStaysAccessible() {
        assertThat(Checks.asArchive(SIGNED)).isEmpty();
        assertThat(Checks.asAccessible(SIGNED)).isEmpty();
    }

    @Test
    void signsWithEllipticCurvesToo() {
        var curved =
                AUTHORITY.person(
                        "นายปั้น น้ำฝั่ง",
                        Authorities.pair("EC", 256),
                        Authorities.FROM,
                        Authorities.UNTIL);
        assertThat(verdicts(signed(LETTER, curved))).containsExactly(Verdict.GOOD);
    }

    @Test
    void severalSignOneAfterTheOther() {
        var both = signed(SIGNED, DEPUTY);
        assertThat(verdicts(both)).containsExactly(Verdict.GOOD, Verdict.GOOD);
        assertThat(Checks.asArchive(both)).isEmpty();
    }

    @Test
    void isUnknownWhereNobodyBelievesTheAuthority() {
        assertThat(checked(SIGNED, asked(new Authorities(), NOW)))
                .extracting(PdfSignature::verdict)
                .containsExactly(Verdict.UNKNOWN_ISSUER);
    }

    @Test
    void isUnconfirmedWhereNobodySaysWhatWasWithdrawn() {
        assertThat(verdicts(SIGNED, NOW)).containsExactly(Verdict.UNCONFIRMED);
    }

    @Test
    void seesThatTheCertificateWasWithdrawn() {
        var withdrawn = AUTHORITY.withdrawn(NOW, GOVERNOR.certificate());
        assertThat(verdicts(SIGNED, NOW, withdrawn)).containsExactly(Verdict.WITHDRAWN);
    }

    @Test
    void seesThatNothingShowsItToBeFromBeforeTheEnd() {
        var after = Authorities.UNTIL.plusSeconds(60);
        assertThat(verdicts(SIGNED, after, AUTHORITY.withdrawn(after)))
                .containsExactly(Verdict.OUTSIDE_VALIDITY);
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatCameAfterTheSignature(Tampering how) {
        var found = checked(how.with(SIGNED), asked(AUTHORITY, NOW, AUTHORITY.withdrawn(NOW)));
        var theirs = of(GOVERNOR, found);
        assertThat(theirs.changes()).containsExactlyInAnyOrderElementsOf(how.seen);
        assertThat(theirs.verdict()).isEqualTo(how.isAlteration() ? Verdict.ALTERED : Verdict.GOOD);
    }

    /// Others may stand beside it that only pretend to be signatures.
    static PdfSignature of(Authorities.Held who, List<PdfSignature> found) {
        var certificate = Certificates.fingerprint(who.certificate());
        return found.stream()
                .filter(one -> one.certificate().equals(certificate))
                .findFirst()
                .orElseThrow();
    }

    /// The second signer signs what somebody changed after the first.
    @ParameterizedTest
    @EnumSource
    void aLaterSignatureDoesNotHealIt(Tampering how) {
        var healed = signed(how.with(SIGNED), DEPUTY);
        var asked = asked(AUTHORITY, NOW, AUTHORITY.withdrawn(NOW));
        // what stands behind everything and says nothing is part of what the second signed
        var isBehind = how == Tampering.MORE_BEHIND || how == Tampering.PROOFS_AND_MORE_BEHIND;
        var expected = isBehind ? Set.<Change>of() : how.seen;
        assertThat(of(GOVERNOR, checked(healed, asked)).changes())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /// Any byte of the document, chosen by a fixed seed.
    @Test
    void seesASingleByte() {
        assertThat(isWhole(SIGNED)).isTrue();
        var random = new Random(7);
        IntStream.range(0, 40)
                .forEach(_ -> {
                    var place = random.nextInt(LETTER.length);
                    var changed = SIGNED.clone();
                    changed[place] ^= (byte) (1 << random.nextInt(8));
                    assertThat(isWhole(changed)).as("byte %d", place).isFalse();
                });
    }

    private static boolean isWhole(byte[] pdf) {
        try {
            return verdicts(pdf).equals(List.of(Verdict.GOOD));
        } catch (DSSException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
