package th.sala.files;

public sealed interface PdfVerdict {
    record Readable(int pages, String firstPageText) implements PdfVerdict {}

    record Encrypted() implements PdfVerdict {}

    record NotPdf() implements PdfVerdict {}

    record Empty() implements PdfVerdict {}

    record Broken(String reason) implements PdfVerdict {}
}
