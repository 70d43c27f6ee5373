package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.DSSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.pdf.Block;
import th.sala.pdf.Checks;
import th.sala.pdf.Form;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;
import th.sala.signing.PdfSignature.Verdict;

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
        return PdfSigner.sign(pdf, by.keys().getPrivate(), by.chain(), "ลงนามในหนังสือ", AT);
    }

    private static List<Verdict> verdicts(byte[] pdf) {
        return verdicts(pdf, NOW, AUTHORITY.withdrawn(NOW));
    }

    private static List<Verdict> verdicts(byte[] pdf, Instant now, byte[]... withdrawn) {
        var trust = new PdfCheck.Trust(List.of(AUTHORITY.root()), List.of(withdrawn));
        return PdfCheck.of(pdf, trust, now).stream().map(PdfSignature::verdict).toList();
    }

    @Test
    void saysWhoAndWhen() {
        var trust =
                new PdfCheck.Trust(List.of(AUTHORITY.root()), List.of(AUTHORITY.withdrawn(NOW)));
        assertThat(PdfCheck.of(SIGNED, trust, NOW))
                .containsExactly(
                        new PdfSignature(
                                "นายปั้น น้ำฝั่ง",
                                "Other authority",
                                Certificates.fingerprint(GOVERNOR.certificate()),
                                AT,
                                null,
                                Verdict.GOOD));
        assertThat(PdfCheck.of(LETTER, trust, NOW)).isEmpty();
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
        var other = new PdfCheck.Trust(List.of(new Authorities().root()), List.of());
        assertThat(PdfCheck.of(SIGNED, other, NOW))
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

    /// What somebody may do to a signed document.
    enum Change {
        DRAWN_OVER {
            @Override
            void to(PDDocument document, PDPage page) throws IOException {
                try (var content =
                        new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
                    content.addRect(100, 700, 200, 20);
                    content.fill();
                }
                updated(page.getCOSObject());
            }
        },
        CONTENT_REPLACED {
            @Override
            void to(PDDocument document, PDPage page) throws IOException {
                var other = "0 0 m".getBytes(StandardCharsets.US_ASCII);
                page.setContents(new PDStream(document, new ByteArrayInputStream(other)));
                updated(page.getCOSObject());
            }
        },
        NOTE_PUT_ON_IT {
            @Override
            void to(PDDocument document, PDPage page) throws IOException {
                var note = new PDAnnotationText();
                note.setContents("ยกเลิก");
                note.setRectangle(new PDRectangle(100, 700, 20, 20));
                page.getAnnotations().add(note);
                page.getCOSObject().setItem(COSName.ANNOTS, note);
                updated(page.getCOSObject());
            }
        },
        PAGE_ADDED {
            @Override
            void to(PDDocument document, PDPage page) {
                document.addPage(new PDPage());
                updated(document.getPages().getCOSObject());
            }
        },
        PAGE_CUT {
            @Override
            void to(PDDocument document, PDPage page) {
                page.setMediaBox(new PDRectangle(0, 400, 595, 442));
                updated(page.getCOSObject());
            }
        },
        SCRIPT_PUT_IN {
            @Override
            void to(PDDocument document, PDPage page) {
                document.getDocumentCatalog()
                        .setOpenAction(
                                new org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript(
                                        "app.alert(1)"));
            }
        };

        abstract void to(PDDocument document, PDPage page) throws IOException;

        private static void updated(COSBase object) {
            ((org.apache.pdfbox.cos.COSDictionary) object).setNeedToBeUpdated(true);
        }

        byte[] to(byte[] pdf) {
            try (var document = Loader.loadPDF(pdf)) {
                to(document, document.getPage(0));
                updated(document.getDocumentCatalog().getCOSObject());
                var changed = new ByteArrayOutputStream();
                document.saveIncremental(changed);
                return changed.toByteArray();
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatCameAfterTheSignature(Change change) {
        assertThat(verdicts(change.to(SIGNED))).containsExactly(Verdict.ALTERED);
    }

    /// The second signer signs what somebody changed after the first.
    @ParameterizedTest
    @EnumSource
    void aLaterSignatureDoesNotHealIt(Change change) {
        assertThat(verdicts(signed(change.to(SIGNED), DEPUTY)).getFirst())
                .isEqualTo(Verdict.ALTERED);
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
        } catch (DSSException unreadable) {
            return false;
        }
    }
}
