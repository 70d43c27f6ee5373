package th.sala.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/// A bundle on its way to a browser: made whole first, so that a slow reader holds no connection to
/// the database and never gets half of one.
public final class BundleFile {
    private BundleFile() {}

    /// Writes a bundle.
    @FunctionalInterface
    public interface Content {
        void write(OutputStream to) throws IOException;
    }

    /// @param name of the file, without its ending
    public static void send(String name, HttpServletResponse response, Content content)
            throws IOException {
        var file = Files.createTempFile("sala-evidence", ".zip");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.write(out);
            }
            response.setContentType("application/zip");
            response.setContentLengthLong(Files.size(file));
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }
}
