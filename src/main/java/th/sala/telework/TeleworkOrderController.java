package th.sala.telework;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// The head's orders, and who is outside by them.
@Controller
@PreAuthorize(TeleworkController.PERSON)
class TeleworkOrderController {
    private static final int ROWS = 50;
    private static final String ORDERS = "/telework/orders";

    private final OrderDesk desk;
    private final TeleworkOffice office;
    private final TeleworkPdfs pdfs;
    private final Accounts accounts;

    TeleworkOrderController(
            OrderDesk desk, TeleworkOffice office, TeleworkPdfs pdfs, Accounts accounts) {
        this.desk = desk;
        this.office = office;
        this.pdfs = pdfs;
        this.accounts = accounts;
    }

    @GetMapping(ORDERS)
    ModelAndView orders(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "0") int from) {
        var skip = Math.max(0, from);
        var found = desk.newest(who, ROWS + 1, skip);
        return new ModelAndView("telework/orders")
                .addObject("proposed", desk.proposed(who))
                .addObject("self", who.official())
                .addObject("head", office.headship(who).isPresent())
                .addObject("orders", found.stream().limit(ROWS).toList())
                .addObject("from", skip)
                .addObject("next", found.size() > ROWS ? skip + ROWS : -1)
                .addObject("most", AgreementDesk.LONGEST);
    }

    /// `id_version`; what is none is left out.
    private static List<OrderDesk.Seen> read(List<String> chosen) {
        return chosen.stream().flatMap(TeleworkOrderController::read).toList();
    }

    private static Stream<OrderDesk.Seen> read(String chosen) {
        var parts = chosen.split("_", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}")) {
            return Stream.empty();
        }
        return id(parts[0]).map(id -> new OrderDesk.Seen(id, Integer.parseInt(parts[1])));
    }

    private static Stream<UUID> id(String text) {
        try {
            return Stream.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Stream.empty();
        }
    }

    /// @param act `order`, `again` to send them back, `refuse`
    @PostMapping(ORDERS)
    ModelAndView order(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "order") String act,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var known = accounts.confirm(who, confirmation);
            var seen = read(chosen);
            if (act.equals("order")) {
                var id = desk.order(known, seen, words);
                redirect.addFlashAttribute("done", "telework.done.ordered");
                return new ModelAndView("redirect:" + ORDERS + "/" + id);
            }
            desk.refuse(known, seen, words, act.equals("again"));
            redirect.addFlashAttribute("done", "telework.done.not-ordered");
            return new ModelAndView("redirect:" + ORDERS);
        } catch (Refusal refusal) {
            return refused(orders(who, 0), refusal)
                    .addObject("chosen", chosen)
                    .addObject("act", act)
                    .addObject("words", words);
        }
    }

    private static ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }

    @GetMapping("/telework/outside")
    ModelAndView outside(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "0") int from) {
        var skip = Math.max(0, from);
        var found = desk.outside(who, ROWS + 1, skip);
        return new ModelAndView("telework/outside")
                .addObject("outside", found.stream().limit(ROWS).toList())
                .addObject("head", office.headship(who).isPresent())
                .addObject("from", skip)
                .addObject("next", found.size() > ROWS ? skip + ROWS : -1)
                .addObject("most", AgreementDesk.LONGEST);
    }

    /// @param all whether everybody is meant who is outside by an order
    @PostMapping("/telework/outside")
    ModelAndView recall(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        var day = TypedDay.read(back);
        if (day.isEmpty()) {
            var page =
                    recalling(who, chosen, all, back, words)
                            .addObject("wrongBack", "telework.wrong.day");
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        try {
            var known = accounts.confirm(who, confirmation);
            var ids = chosen.stream().flatMap(TeleworkOrderController::id).toList();
            var id =
                    all
                            ? desk.recallAll(known, day.get(), words)
                            : desk.recall(known, ids, day.get(), words);
            redirect.addFlashAttribute("done", "telework.done.recalled");
            return new ModelAndView("redirect:" + ORDERS + "/" + id);
        } catch (Refusal refusal) {
            return refused(recalling(who, chosen, all, back, words), refusal);
        }
    }

    private ModelAndView recalling(
            SignedIn who, List<String> chosen, boolean all, String back, String words) {
        return outside(who, 0)
                .addObject("chosen", chosen)
                .addObject("all", all)
                .addObject("typedBack", back)
                .addObject("words", words);
    }

    @GetMapping(ORDERS + "/{id}")
    ModelAndView order(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var order = desk.order(who, id);
        return new ModelAndView("telework/order")
                .addObject("order", order)
                .addObject("lines", desk.lines(who, order))
                .addObject("personnel", office.has(who, TeleworkOffice.Duty.PERSONNEL));
    }

    @GetMapping(ORDERS + "/{id}/order.pdf")
    void pdf(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var order = desk.order(who, id);
        var sheet =
                TeleworkSheets.order(
                        order, desk.lines(who, order), desk.seesAll(who), who.agencyName());
        pdfs.write(sheet, TeleworkSheets.title(order) + ".pdf", response);
    }

    @PostMapping(ORDERS + "/{id}/letter")
    String letter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        var letter = desk.letter(who, id);
        redirect.addFlashAttribute("done", "telework.done.drafted");
        return "redirect:/letters/out/" + letter;
    }

    @PostMapping(ORDERS + "/{id}/number")
    ModelAndView number(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(required = false) @Nullable String dated,
            RedirectAttributes redirect) {
        try {
            desk.number(who, id, number, TypedDay.read(dated == null ? "" : dated).orElse(null));
            redirect.addFlashAttribute("done", "telework.done.numbered");
            return new ModelAndView("redirect:" + ORDERS + "/" + id);
        } catch (Refusal refusal) {
            return refused(order(who, id), refusal)
                    .addObject("typedNumber", number)
                    .addObject("typedDate", dated);
        }
    }
}
