package th.sala.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Takes in what a program sends, no more than may be, and knows the request by its hash before
/// anybody acts on it. Large ones lie in a file meanwhile.
final class BodyFilter extends OncePerRequestFilter {
    /// A letter's words, twice over.
    static final int MOST_JSON = 1024 * 1024;

    /// A file, as large as one may be on the pages.
    static final int MOST_BYTES = 25 * 1024 * 1024 + 1024;

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int PIECE = 64 * 1024;

    private final Problems problems;
    private final Once once;

    BodyFilter(Problems problems, Once once) {
        this.problems = problems;
        this.once = once;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !WITH_BODY.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = isFile(request) ? MOST_BYTES : MOST_JSON;
        @Nullable Path file = null;
        try {
            var beginning = request.getInputStream().readNBytes(MOST_JSON + 1);
            if (request.getContentLengthLong() > most || beginning.length > most) {
                refuse(request, response);
                return;
            }
            var hash = begun(request);
            hash.update(beginning);
            if (beginning.length > MOST_JSON) {
                file = Files.createTempFile("sala-api", ".body");
                if (!spool(beginning, request.getInputStream(), file, hash)) {
                    refuse(request, response);
                    return;
                }
            }
            Once.mark(request, hash.digest());
            answer(new Taken(request, beginning, file), response, chain);
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Once.isFor(request)) {
            chain.doFilter(request, response);
            return;
        }
        var kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        once.answered(request, kept);
        kept.copyBodyToResponse();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(Problem.of(HttpStatus.CONTENT_TOO_LARGE), request, response);
    }

    private static boolean isFile(HttpServletRequest request) {
        var type = Objects.requireNonNullElse(request.getContentType(), "");
        return type.startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE)
                || type.startsWith(MediaType.APPLICATION_PDF_VALUE);
    }

    /// The hash of all that makes the request what it is, but for its body.
    private static MessageDigest begun(HttpServletRequest request) {
        var hash = DigestUtils.getSha256Digest();
        for (var part :
                new @Nullable String[] {
                    request.getMethod(),
                    request.getRequestURI(),
                    request.getQueryString(),
                    request.getContentType(),
                    request.getHeader(HttpHeaders.IF_MATCH)
                }) {
            hash.update((part + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return hash;
    }

    /// @return false if there is more than may be
    private static boolean spool(byte[] beginning, InputStream rest, Path file, MessageDigest hash)
            throws IOException {
        try (var out = Files.newOutputStream(file)) {
            out.write(beginning);
            var length = beginning.length;
            var piece = new byte[PIECE];
            for (int read = rest.read(piece); read >= 0; read = rest.read(piece)) {
                length += read;
                if (length > MOST_BYTES) {
                    return false;
                }
                hash.update(piece, 0, read);
                out.write(piece, 0, read);
            }
            return true;
        }
    }

    /// The request with the body that was taken in.
    private static final class Taken extends HttpServletRequestWrapper {
        private final Supplier<InputStream> body;
        private @Nullable Stream stream;

        Taken(HttpServletRequest request, byte[] small, @Nullable Path large) {
            super(request);
            this.body = () -> large == null ? new ByteArrayInputStream(small) : opened(large);
        }

        private static InputStream opened(Path file) {
            try {
                return Files.newInputStream(file);
            } catch (IOException lost) {
                throw new java.io.UncheckedIOException(lost);
            }
        }

        @Override
        public ServletInputStream getInputStream() {
            if (stream == null) {
                stream = new Stream(body.get());
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Stream extends ServletInputStream {
        private final InputStream bytes;
        private boolean finished;

        Stream(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            var read = bytes.read();
            finished |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = bytes.read(into, from, length);
            finished |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }
}
