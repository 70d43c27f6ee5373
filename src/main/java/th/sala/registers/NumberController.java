package th.sala.registers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// เลขที่จอง: numbers of a send register that are set aside for a named person.
@Controller
class NumberController {
    private static final int LONGEST_REASON = 200;
    private static final Pattern HOW_MANY = Pattern.compile("[0-9]{1,3}");

    private final Registers registers;
    private final Organisation organisation;
    private final BookDesk desk;
    private final Clock clock;

    NumberController(Registers registers, Organisation organisation, BookDesk desk, Clock clock) {
        this.registers = registers;
        this.organisation = organisation;
        this.desk = desk;
        this.clock = clock;
    }

    /// As typed.
    record Wish(
            @Nullable String book,
            @Nullable String owner,
            @Nullable String howMany,
            @Nullable String until) {
        static final Wish NONE = new Wish(null, null, null, null);
    }

    /// Refusal: the wish cannot be read, or asks for too much.
    static final class NotReservable extends Refusal {
        private NotReservable(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    @GetMapping("/letters/numbers")
    ModelAndView numbers(@AuthenticationPrincipal SignedIn who) {
        return page(who, Wish.NONE);
    }

    private ModelAndView page(SignedIn who, Wish wish) {
        var books = new HashMap<UUID, Book>();
        registers.books(who.agency()).forEach(book -> books.put(book.id(), book));
        var official = who.official();
        var own =
                official == null ? List.<Entry>of() : registers.reservedFor(who.agency(), official);
        var page =
                new ModelAndView("registers/numbers")
                        .addObject("books", books)
                        .addObject("own", own)
                        .addObject("wish", wish)
                        .addObject("officer", isOfficer(who));
        if (isOfficer(who)) {
            var owners = organisation.officials(who.agency());
            var sending = registers.books(who.agency()).stream().filter(book -> !book.isReceive());
            page.addObject("all", registers.reserved(who.agency()))
                    .addObject("sending", sending.toList())
                    .addObject("owners", owners)
                    .addObject("names", names(owners))
                    .addObject("most", Registers.MOST_RESERVED)
                    .addObject("today", today())
                    .addObject("latest", latest());
        }
        return page;
    }

    private static Map<UUID, String> names(List<Official> owners) {
        var names = new HashMap<UUID, String>();
        owners.forEach(owner -> names.put(owner.id(), owner.name()));
        return names;
    }

    @PostMapping("/letters/numbers")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView reserve(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("wish") Wish wish,
            RedirectAttributes redirect) {
        try {
            var book = book(who, wish.book());
            var owner = owner(who, wish.owner());
            var howMany = howMany(wish.howMany());
            var until = until(wish.until()).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
            var taken =
                    registers.reserve(
                            book,
                            howMany,
                            owner.id(),
                            owner.name(),
                            until,
                            who.actor(Role.CORRESPONDENCE_OFFICER));
            var first = who.display().text(taken.getFirst().letterNumber());
            var last = who.display().text(taken.getLast().letterNumber());
            var key = howMany == 1 ? "registers.numbers.done-one" : "registers.numbers.done";
            redirect.addFlashAttribute("done", key);
            redirect.addFlashAttribute("doneWith", new Object[] {first, last, owner.name()});
            return new ModelAndView("redirect:/letters/numbers");
        } catch (NotReservable refusal) {
            var page = page(who, wish);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal);
        }
    }

    private Book book(SignedIn who, @Nullable String typed) {
        return registers.books(who.agency()).stream()
                .filter(book -> !book.isReceive() && book.id().toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> new NotReservable("registers.numbers.no-book"));
    }

    private Official owner(SignedIn who, @Nullable String typed) {
        return organisation.officials(who.agency()).stream()
                .filter(official -> official.id().toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> new NotReservable("registers.numbers.no-owner"));
    }

    private static int howMany(@Nullable String typed) {
        var digits = Digits.ARABIC.in(typed == null ? "" : typed).strip();
        var number = HOW_MANY.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
        if (number < 1 || number > Registers.MOST_RESERVED) {
            throw new NotReservable(
                    "registers.numbers.how-many", Integer.toString(Registers.MOST_RESERVED));
        }
        return number;
    }

    private LocalDate until(@Nullable String typed) {
        var day = TypedDay.read(typed == null ? "" : typed);
        if (day.isEmpty() || day.get().isBefore(today()) || day.get().isAfter(latest())) {
            throw new NotReservable(
                    "registers.numbers.until", Long.toString(Registers.LONGEST_RESERVED.toDays()));
        }
        return day.get();
    }

    /// Today is the first of the days.
    private LocalDate latest() {
        return today().plusDays(Registers.LONGEST_RESERVED.toDays() - 1);
    }

    /// The officer gives up any number, a person those set aside for them.
    @PostMapping("/letters/numbers/{book}/{year:[0-9]{4}}/{number:[0-9]{1,9}}/cancel")
    ModelAndView cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @PathVariable int year,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var found = desk.find(who, book);
        try {
            if (!isOfficer(who) && !isOwn(who, found, year, number)) {
                throw new NumberNotReserved(number);
            }
            registers.cancelReserved(
                    found,
                    year,
                    number,
                    reason(reason),
                    who.actor(Role.CORRESPONDENCE_OFFICER, Role.AUTHORISED_PERSON));
            redirect.addFlashAttribute("done", "registers.numbers.cancelled");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().number(number)});
            return new ModelAndView("redirect:/letters/numbers");
        } catch (NotReservable refusal) {
            var page = page(who, Wish.NONE);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal);
        } catch (NumberNotReserved refusal) {
            var page = page(who, Wish.NONE);
            page.setStatus(HttpStatus.CONFLICT);
            return page.addObject("refusal", refusal);
        }
    }

    private boolean isOwn(SignedIn who, Book book, int year, int number) {
        var official = who.official();
        var place = new Registers.Position(year, number);
        return official != null
                && registers.reservedFor(who.agency(), official).stream()
                        .anyMatch(entry ->
                                entry.book().equals(book.id()) && entry.position().equals(place));
    }

    private static String reason(String typed) {
        var reason = ThaiText.normalise(typed);
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new NotReservable("registers.numbers.reason", Integer.toString(LONGEST_REASON));
        }
        return reason;
    }

    private static boolean isOfficer(SignedIn who) {
        return who.is(Role.CORRESPONDENCE_OFFICER);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
