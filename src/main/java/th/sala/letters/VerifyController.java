package th.sala.letters;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.ClientAddress;
import th.sala.database.AgencyScope;
import th.sala.mail.FileNames;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.signing.SignatureChecks;
import th.sala.web.RequestRate;

/// For everybody: who signed a PDF, whether it is as they signed it, and whether it is one of ours.
/// Nothing of the file is kept.
@Controller
class VerifyController {
    private static final String PATH = "/verify";
    private static final String VIEW = "letters/verify";

    /// A check takes a processor for a second, and more where the file is made to.
    private static final int AT_ONCE = 60;

    private static final double A_SECOND = 0.1;
    private static final int MOST_BYTES = 30 * 1024 * 1024;

    /// What the whole page says first.
    enum Finding {
        UNSIGNED,
        GOOD,
        ALTERED,
        DOUBTFUL;

        /// @param isWhole unless only a part of the file is one of our letters
        static Finding of(List<PdfSignature> signatures, boolean isWhole) {
            if (signatures.isEmpty()) {
                return UNSIGNED;
            } else if (signatures.stream().anyMatch(one -> one.verdict() == Verdict.ALTERED)) {
                return ALTERED;
            }
            var isGood =
                    signatures.stream()
                            .allMatch(one ->
                                    one.verdict() == Verdict.GOOD && one.changes().isEmpty());
            return isGood && isWhole ? GOOD : DOUBTFUL;
        }

        public String key() {
            return "letters.verify." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final SignatureChecks checks;
    private final KnownSheets known;
    private final Clock clock;
    private final RequestRate rate = new RequestRate(AT_ONCE, A_SECOND);

    VerifyController(SignatureChecks checks, KnownSheets known, Clock clock) {
        this.checks = checks;
        this.known = known;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView page() {
        checks.prepare();
        return page(HttpStatus.OK, null);
    }

    private static ModelAndView page(HttpStatus status, @Nullable String trouble) {
        return new ModelAndView(VIEW, status)
                .addObject("mostBytes", MOST_BYTES)
                .addObject("trouble", trouble);
    }

    @PostMapping(PATH)
    ModelAndView verify(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_ENTITY, "letters.verify.nothing");
        }
        if (rate.take(ClientAddress.of(request), clock.instant()).isPresent()) {
            return page(HttpStatus.TOO_MANY_REQUESTS, "letters.verify.often");
        }
        var copy = Files.createTempFile("sala-verify", ".pdf");
        try {
            file.transferTo(copy);
            var name = FileNames.safe(String.valueOf(file.getOriginalFilename()), "document.pdf");
            return checked(copy).addObject("name", name);
        } finally {
            Files.delete(copy);
        }
    }

    private ModelAndView checked(Path file) throws IOException {
        var answer = checks.check(file);
        if (answer.isEmpty()) {
            return page(HttpStatus.SERVICE_UNAVAILABLE, "letters.verify.busy");
        }
        return switch (answer.get()) {
            case Answer.Checked checked -> found(file, checked);
            case Answer.Encrypted _ -> unreadable("letters.verify.encrypted");
            case Answer.Unreadable no -> unreadable(no.key());
            case Answer.Readable _, Answer.Picture _, Answer.Copied _, Answer.Sheets _ ->
                    throw new IllegalStateException("nobody asked for that");
        };
    }

    private static ModelAndView unreadable(String why) {
        return page(HttpStatus.UNPROCESSABLE_ENTITY, why);
    }

    private ModelAndView found(Path file, Answer.Checked checked) throws IOException {
        var contents = KnownSheets.Contents.of(file, checked.ends());
        var ours = AgencyScope.everywhere(() -> known.find(contents)).orElse(null);
        var isWhole = ours == null || ours.bytes() == Files.size(file);
        return page(HttpStatus.OK, null)
                .addObject("finding", Finding.of(checked.signatures(), isWhole))
                .addObject("signatures", checked.signatures())
                .addObject("sha256", contents.whole())
                .addObject("bytes", Files.size(file))
                .addObject("ours", ours);
    }
}
