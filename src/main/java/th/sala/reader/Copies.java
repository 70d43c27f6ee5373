package th.sala.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/// What a reader makes, no larger than an answer may be.
final class Copies {
    private Copies() {}

    static Answer saved(PDDocument document) throws IOException {
        if (document.getNumberOfPages() == 0) {
            return new Answer.Broken(Trouble.NO_PAGES);
        }
        var bytes = bounded();
        document.save(bytes);
        return new Answer.Copied(bytes.toByteArray());
    }

    static ByteArrayOutputStream bounded() {
        return new Bounded();
    }

    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public void write(int one) {
            mustFit(1);
            super.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            mustFit(length);
            super.write(bytes, from, length);
        }

        private void mustFit(int more) {
            if (size() + more > Wire.LARGEST_COPY) {
                throw new TooMuch(Trouble.TOO_LARGE);
            }
        }
    }
}
