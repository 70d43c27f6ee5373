package th.sala.pdf;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/// What veraPDF says of a document.
public final class Checks {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Checks() {}

    /// What is wrong with it as PDF/A-3u.
    public static List<String> asArchive(byte[] pdf) {
        return wrong(pdf, PDFAFlavour.PDFA_3_U);
    }

    /// What is wrong with it as PDF/UA-1.
    public static List<String> asAccessible(byte[] pdf) {
        return wrong(pdf, PDFAFlavour.PDFUA_1);
    }

    private static List<String> wrong(byte[] pdf, PDFAFlavour flavour) {
        try (var parser =
                        Foundries.defaultInstance()
                                .createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .map(one ->
                            one.getRuleId().getClause()
                                    + " "
                                    + one.getMessage()
                                    + " "
                                    + one.getLocation().getContext())
                    .toList();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
