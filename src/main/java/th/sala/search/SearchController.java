package th.sala.search;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// ค้นหา: one box for all that a person may find.
@Controller
class SearchController {
    private static final int ROWS = 25;

    private final Finder finder;
    private final Keeping keeping;

    SearchController(Finder finder, Keeping keeping) {
        this.finder = finder;
        this.keeping = keeping;
    }

    @GetMapping("/search")
    ModelAndView search(
            @AuthenticationPrincipal SignedIn who, @ModelAttribute("seeking") SearchPage asked) {
        return page(who, asked, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, SearchPage asked, HttpStatus status) {
        var page =
                new ModelAndView("search/search", status)
                        .addObject("seeking", asked)
                        .addObject("saved", keeping.of(who))
                        .addObject("most", Finder.MOST_COUNTED)
                        .addObject("facets", Facet.values());
        return asked.isAsked()
                ? page.addObject("found", finder.find(who, asked.wanted(), ROWS))
                : page;
    }

    @PostMapping("/search/saved")
    ModelAndView keep(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("seeking") SearchPage asked,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        try {
            keeping.keep(who, name, asked.query());
        } catch (Refusal refusal) {
            return page(who, asked, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal)
                    .addObject("name", name);
        }
        redirect.addFlashAttribute("done", "search.saved.done");
        return new ModelAndView("redirect:/search" + asked.query());
    }

    @PostMapping("/search/saved/{id}/forget")
    String forget(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        keeping.forget(who, id);
        redirect.addFlashAttribute("done", "search.saved.forgotten");
        return "redirect:/search";
    }
}
