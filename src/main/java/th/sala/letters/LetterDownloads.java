package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;

/// Sends a letter's files to a browser: PDFs to look at, everything else only to save.
@Component
class LetterDownloads {
    private final FileStore store;

    LetterDownloads(FileStore store) {
        this.store = store;
    }

    /// A PDF that was made for whoever asks.
    void sendPdf(byte[] pdf, String name, HttpServletResponse response) throws IOException {
        announce(pdf.length, name, response);
        response.getOutputStream().write(pdf);
    }

    /// The same, of one that is too large to stand in memory while it is sent.
    void sendPdf(Path pdf, String name, HttpServletResponse response) throws IOException {
        announce(Files.size(pdf), name, response);
        Files.copy(pdf, response.getOutputStream());
    }

    private static void announce(long size, String name, HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(size);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    void send(LetterFile file, HttpServletResponse response) throws IOException {
        var isPdf = file.verdict().equals(LetterFile.READABLE);
        var disposition = isPdf ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setContentType(
                isPdf ? MediaType.APPLICATION_PDF_VALUE : "application/octet-stream");
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition.filename(file.name(), StandardCharsets.UTF_8).build().toString());
        store.copy(file.sha256(), response.getOutputStream());
    }

    /// A mail, byte for byte.
    void sendMail(byte[] raw, UUID mail, HttpServletResponse response) throws IOException {
        response.setContentType("message/rfc822");
        response.setContentLength(raw.length);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(mail + ".eml").build().toString());
        response.getOutputStream().write(raw);
    }
}
