package th.sala.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The public side of the log, for witnesses and for everybody who holds a bundle: its newest
/// checkpoint, its key, and the hashes of its tree. Entries are not public: they say who works
/// when.
@Controller
class EvidenceController {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
    private static final Pattern TILE =
            Pattern.compile("[0-9]{1,2}/(?:x[0-9]{3}/){0,6}[0-9]{3}(?:\\.p/[0-9]{1,3})?");

    private final EvidenceLog log;
    private final Receipts receipts;

    EvidenceController(EvidenceLog log, Receipts receipts) {
        this.log = log;
        this.receipts = receipts;
    }

    @GetMapping("/evidence")
    ModelAndView page() {
        return new ModelAndView("evidence/evidence")
                .addObject("head", log.head().orElse(null))
                .addObject("key", log.key())
                .addObject("witnessed", receipts.witnessed());
    }

    @GetMapping("/evidence/checkpoint")
    ResponseEntity<String> checkpoint() {
        return text(log.head().orElseThrow(EvidenceController::notFound).note().toString());
    }

    @GetMapping("/evidence/key")
    ResponseEntity<String> key() {
        return text(log.key() + "\n");
    }

    /// Checkpoints of others that this installation is a witness of, one after another.
    @GetMapping("/evidence/witnessed")
    ResponseEntity<String> witnessed() {
        return text(
                receipts.witnessed().stream()
                        .map(Receipts.Witnessed::note)
                        .collect(Collectors.joining("\n")));
    }

    @GetMapping("/evidence/tile/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable String path) throws IOException {
        var name = path.substring(1);
        var head = log.head().orElseThrow(EvidenceController::notFound);
        var file = log.folder(head.number()).resolve("tile").resolve(name);
        if (!TILE.matcher(name).matches() || !Files.isRegularFile(file)) {
            throw notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(Files.readAllBytes(file));
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(TEXT)
                .body(text);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
