package th.sala.checking;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import th.sala.reader.Answer;
import th.sala.reader.Kind;
import th.sala.reader.Program;
import th.sala.reader.Request;
import th.sala.reader.Serving;
import th.sala.reader.Trouble;

/// Says of foreign PDFs what their signatures are worth.
public final class CheckProgram implements Serving.Work {
    private CheckProgram() {}

    /// @param args as [Serving#serve]
    public static void main(String[] args) throws IOException {
        Serving.serve(args, new CheckProgram());
    }

    @Override
    public void warm() throws IOException {
        // pages are drawn, too, with all that their pictures need
        Program.rehearse();
        Rehearsal.run();
    }

    @Override
    public Answer answer(Request request, InputStream file) throws IOException {
        var pdf = file.readAllBytes();
        if (!(request instanceof Request.Check asked)) {
            throw new IllegalArgumentException("not asked here");
        } else if (pdf.length == 0) {
            return new Answer.Empty();
        }
        var kind = Kind.of(Arrays.copyOf(pdf, Math.min(Kind.HEAD, pdf.length)));
        return kind == Kind.PDF ? checked(pdf, asked) : new Answer.NotPdf(kind);
    }

    private static Answer checked(byte[] pdf, Request.Check asked) {
        try {
            return PdfCheck.of(pdf, asked);
        } catch (InvalidPasswordException locked) {
            return new Answer.Encrypted();
        } catch (IOException | RuntimeException | LinkageError damaged) {
            return new Answer.Broken(Trouble.DAMAGED);
        } catch (StackOverflowError tooDeep) {
            return new Answer.Broken(Trouble.TOO_COMPLEX);
        }
    }
}
