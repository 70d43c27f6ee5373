package th.sala.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/// A bundle on its way to a browser.
public final class BundleFile {
    private BundleFile() {}

    /// Writes a bundle.
    @FunctionalInterface
    public interface Content {
        void write(OutputStream to) throws IOException;
    }

    /// Made whole first, so that a slow reader holds no connection to the database and never gets
    /// half of one.
    ///
    /// @param name of the file, without its ending
    public static void send(String name, HttpServletResponse response, Content content)
            throws IOException {
        var file = Files.createTempFile("sala-evidence", ".zip");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.write(out);
            }
            response.setContentLengthLong(Files.size(file));
            head(name, response);
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }

    /// Made while it is taken: one with recordings may be larger than the disk has to spare, and
    /// must not lie on it open.
    ///
    /// @param content needs no database any more
    public static void stream(String name, HttpServletResponse response, Content content)
            throws IOException {
        head(name, response);
        content.write(response.getOutputStream());
    }

    private static void head(String name, HttpServletResponse response) {
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
    }
}
