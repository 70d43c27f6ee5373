package th.sala.files;

import java.nio.file.Path;
import org.springframework.stereotype.Service;

@Service
public class PdfInspector {
    public PdfVerdict inspect(Path file) {
        try (var d = org.apache.pdfbox.Loader.loadPDF(file.toFile())) {
            return new PdfVerdict.Readable(d.getNumberOfPages(), "");
        } catch (java.io.IOException e) {
            return new PdfVerdict.NotPdf();
        }
    }
}
