package th.sala.letters;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.registers.LetterNumber;
import th.sala.search.Document;
import th.sala.search.Lookup;
import th.sala.thai.Display;

/// อ้างถึง: letters that a person finds while writing one, as a letter cites them.
@Controller
@PreAuthorize(WritingController.WRITER)
class CitationController {
    private static final int ROWS = 8;
    private static final int LONGEST = 200;

    private final Lookup lookup;

    CitationController(Lookup lookup) {
        this.lookup = lookup;
    }

    /// @param words as the letter says it
    record Cited(String words, String title, String path) {}

    @GetMapping("/letters/citations")
    ModelAndView find(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "") String cite) {
        var sought = cite.substring(0, Math.min(LONGEST, cite.length()));
        return new ModelAndView("letters/write :: cited")
                .addObject("sought", sought)
                .addObject("cited", cited(who, lookup.find(who, sought, ROWS)));
    }

    /// What has no number cannot be cited by it, and what is counted apart is no หนังสือ.
    private static List<Cited> cited(SignedIn who, List<Lookup.Hit> hits) {
        return hits.stream()
                .filter(hit -> !hit.number().isBlank())
                .filter(hit ->
                        !hit.direction().equals(Document.OUT)
                                || LetterNumber.parse(hit.number()).isPresent())
                .map(hit -> {
                    var from =
                            hit.direction().equals(Document.OUT) ? who.agencyName() : hit.party();
                    return new Cited(
                            words(from, "", hit.number(), hit.day()), hit.title(), hit.path());
                })
                .toList();
    }

    /// `หนังสือจังหวัดทะเลหลวง ด่วน ที่ ทล 0017/5 ลงวันที่ 21 พฤศจิกายน 2569`; what is empty is
    /// left out.
    static String words(String from, String urgency, String number, @Nullable LocalDate date) {
        var words = new StringBuilder("หนังสือ" + from);
        if (!urgency.isBlank()) {
            words.append(' ').append(urgency);
        }
        if (!number.isBlank()) {
            words.append(' ').append(Label.NUMBER.word).append(' ').append(number);
        }
        if (date != null) {
            words.append(" ลงวันที่ ").append(Display.OFFICIAL.date(date));
        }
        return words.toString();
    }
}
