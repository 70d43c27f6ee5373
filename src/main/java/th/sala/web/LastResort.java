package th.sala.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// What is shown when not even the error page can be made, because the database, and with it the
/// session, is away: a page of words only, which says that nothing was done by halves and to try
/// again.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class LastResort extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);
    private static final String SOON = "15";

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="th">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>ศาลา: ระบบขัดข้องชั่วคราว</title></head>
            <body>
            <h1>ระบบขัดข้องชั่วคราว</h1>
            <p>โปรดรอสักครู่แล้วลองใหม่ ถ้ากำลังส่งแบบฟอร์ม ให้กดโหลดหน้านี้ซ้ำ ข้อความที่พิมพ์จะถูกส่งอีกครั้ง
            งานที่ทำไม่สำเร็จจะไม่ค้างอยู่ครึ่งทาง</p>
            <p>หากยังพบปัญหา โปรดแจ้งผู้ดูแลระบบพร้อมรหัส %1$s</p>
            <p lang="en">Sala is not available just now. Please wait a moment and reload this page; nothing has been
            done by halves. If it goes on, tell your administrator the reference %1$s.</p>
            </body>
            </html>
            """;

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /// The first failure is left to the error page; the error page's own failure ends here.
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (request.getDispatcherType() != DispatcherType.ERROR || response.isCommitted()) {
                throw failed;
            }
            answer(request, response, failed);
        }
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, Exception failed)
            throws IOException {
        var reference = String.valueOf(request.getAttribute(ReferenceFilter.REFERENCE));
        LOG.error("no error page could be made for reference {}", reference, failed);
        // also forgets that the failed page may have asked for a writer
        response.reset();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.RETRY_AFTER, SOON);
        response.setContentType("text/html;charset=UTF-8");
        var page = PAGE.formatted(reference).getBytes(StandardCharsets.UTF_8);
        response.getOutputStream().write(page);
    }
}
