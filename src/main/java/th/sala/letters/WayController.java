package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.routing.Result;
import th.sala.routing.Routing;
import th.sala.routing.Step;
import th.sala.routing.To;

/// A letter out on its way inside the agency: who had it, what they said, and what the person in
/// front of the page may do with it.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class WayController {
    private final OutgoingDesk desk;
    private final WayDesk ways;
    private final DraftRights rights;
    private final Routing routing;
    private final SetLetters set;
    private final LetterDownloads downloads;
    private final LetterReading reading;
    private final Colleagues colleagues;
    private final Organisation organisation;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Clock clock;

    WayController(
            OutgoingDesk desk,
            WayDesk ways,
            DraftRights rights,
            Routing routing,
            SetLetters set,
            LetterDownloads downloads,
            LetterReading reading,
            Colleagues colleagues,
            Organisation organisation,
            Accounts accounts,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.ways = ways;
        this.rights = rights;
        this.routing = routing;
        this.set = set;
        this.downloads = downloads;
        this.reading = reading;
        this.colleagues = colleagues;
        this.organisation = organisation;
        this.accounts = accounts;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/letters/out/{id}/way")
    ModelAndView way(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        reading.of(who, letter, "way");
        return page(who, letter, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, OutgoingLetter letter, HttpStatus status) {
        var way = ways.way(who.agency(), letter.id()).orElse(null);
        var current = way == null ? null : way.current();
        var held =
                current != null && letter.isDraft() && routing.isWith(who, current)
                        ? current
                        : null;
        var isMine = held != null;
        var isProposable =
                current == null && WritingController.isWriter(who) && rights.mayChange(who, letter);
        var changes = held == null ? "" : ways.changesSince(letter, held.version());
        var isEdited = held != null && held.version() != letter.version();
        return new ModelAndView("letters/way", status)
                .addObject("letter", letter)
                .addObject("secrecy", desk.declared(letter).orElse(null))
                .addObject("way", way)
                .addObject("current", current)
                .addObject("mine", isMine)
                .addObject("asked", way == null ? List.of() : routing.asked(who, way))
                .addObject("recallable", current != null && routing.mayRecall(who, current))
                .addObject("proposable", isProposable)
                .addObject("edited", isEdited)
                .addObject("changes", changes)
                .addObject("signer", letter.content().signer().equals(who.official()))
                .addObject(
                        "next",
                        isMine || isProposable
                                ? routing.next(who, letter.id())
                                : ChainOfCommand.Next.NOBODY)
                .addObject("ownRules", routing.isByOwnRules(who.agency()))
                .addObject("results", results(isEdited))
                .addObject("versions", ways.versions(who.agency(), letter.id()))
                .addObject("receivers", desk.named(letter))
                .addObject("files", desk.files(who.agency(), letter.id()))
                .addObject("pages", letter.isDraft() ? set.pages(letter).orElse(null) : null)
                .addObject("now", clock.instant())
                .addObject("needs", Step.Needs.values())
                .addObject("most", Routing.LONGEST)
                .addObject("asking", false)
                .addObject("colleagues", List.of())
                .addObject("sought", "");
    }

    /// Whoever edited the letter agrees with changes, or sends it back.
    private static List<Result> results(boolean isEdited) {
        var none = isEdited ? List.of(Result.AGREED, Result.NOTED) : List.of(Result.CHANGED);
        return Result.CHOICES.stream().filter(result -> !none.contains(result)).toList();
    }

    private ModelAndView done(UUID id, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return new ModelAndView("redirect:/letters/out/" + id + "/way");
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var status =
                switch (refusal) {
                    case LetterMovedOn _,
                            Routing.NotWithYou _,
                            Routing.Over _,
                            Routing.OpenedAlready _ ->
                            HttpStatus.CONFLICT;
                    case TooManyAttempts _ -> HttpStatus.TOO_MANY_REQUESTS;
                    default -> HttpStatus.UNPROCESSABLE_ENTITY;
                };
        return page(who, desk.letter(who.agency(), id), status).addObject("refusal", refusal);
    }

    @PostMapping("/letters/out/{id}/way")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView propose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String proposal,
            RedirectAttributes redirect) {
        try {
            ways.propose(who, id, version, To.read(to), proposal);
            return done(id, "letters.way.proposed", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal).addObject("proposal", proposal).addObject("to", to);
        }
    }

    /// @param to to whom it goes on; empty if its way ends here
    @PostMapping("/letters/out/{id}/way/{step}/decide")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            @RequestParam int version,
            @RequestParam Result result,
            @RequestParam(defaultValue = "") String endorsement,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String proposal,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        if (!Result.CHOICES.contains(result)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            var known = accounts.confirm(who, confirmation);
            var next = to.isEmpty() || !result.passesOn() ? null : To.read(to);
            ways.decide(known, id, version, step, result, endorsement, next, proposal);
            return done(id, "letters.way.decided", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("result", result)
                    .addObject("endorsement", endorsement)
                    .addObject("proposal", proposal)
                    .addObject("to", to);
        }
    }

    @PostMapping("/letters/out/{id}/way/{step}/recall")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView recall(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            RedirectAttributes redirect) {
        try {
            ways.recall(who, id, step);
            return done(id, "letters.way.recalled", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    /// @param then `find` looks for colleagues, anything else asks those that are ticked
    @PostMapping("/letters/out/{id}/way/{step}/ask")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            @RequestParam(required = false) @Nullable List<UUID> officials,
            @RequestParam(defaultValue = "ALL") Step.Needs needs,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "ask") String then,
            RedirectAttributes redirect) {
        var chosen = officials == null ? List.<UUID>of() : officials;
        if (!then.equals("find")) {
            try {
                ways.ask(who, id, step, chosen, needs, question);
                return done(id, "letters.way.asked", redirect);
            } catch (Refusal refusal) {
                return asking(refused(who, id, refusal), who, chosen, needs, question, find);
            }
        }
        var page = page(who, desk.letter(who.agency(), id), HttpStatus.OK);
        return asking(page, who, chosen, needs, question, find);
    }

    private ModelAndView asking(
            ModelAndView page,
            SignedIn who,
            List<UUID> chosen,
            Step.Needs needs,
            String question,
            String find) {
        return page.addObject("question", question)
                .addObject("need", needs)
                .addObject("asking", true)
                .addObject("sought", find)
                .addObject("colleagues", colleagues.found(who, find, chosen, themselves(who)));
    }

    private static Set<UUID> themselves(SignedIn who) {
        return who.official() == null ? Set.of() : Set.of(who.official());
    }

    @GetMapping("/letters/way/colleagues")
    ModelAndView colleagues(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(required = false) @Nullable List<UUID> officials) {
        var chosen = officials == null ? List.<UUID>of() : officials;
        return new ModelAndView("letters/way :: colleagues")
                .addObject("sought", find)
                .addObject("colleagues", colleagues.found(who, find, chosen, themselves(who)));
    }

    @PostMapping("/letters/out/{id}/way/{step}/answer")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView answer(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            @RequestParam(defaultValue = "") String answer,
            RedirectAttributes redirect) {
        try {
            ways.answer(who, id, step, answer);
            return done(id, "letters.way.answered", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal).addObject("answer", answer);
        }
    }

    @PostMapping("/letters/out/{id}/way/{step}/withdraw")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            RedirectAttributes redirect) {
        try {
            routing.withdraw(who, id, step);
            return done(id, "letters.way.withdrawn", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    /// A version of the letter, and how it differs from another.
    ///
    /// @param against the other; the one before if none is named
    @GetMapping("/letters/out/{id}/versions/{number}")
    ModelAndView version(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable Integer against,
            Locale locale) {
        var letter = desk.letter(who.agency(), id);
        var version = ways.version(who.agency(), id, number);
        reading.of(who, letter, version, "version " + number);
        var versions = ways.versions(who.agency(), id);
        var former =
                versions.stream()
                        .filter(other ->
                                against == null
                                        ? other.number() < number
                                        : other.number() == against)
                        .reduce((_, later) -> later)
                        .orElse(null);
        Function<UUID, String> official =
                person -> organisation.official(person).map(Official::name).orElse("–");
        Function<LetterKind, String> kind = one -> messages.getMessage(one.key(), null, locale);
        return new ModelAndView("letters/version")
                .addObject("letter", letter)
                .addObject("version", version)
                .addObject("versions", versions)
                .addObject("former", former)
                .addObject("signer", official.apply(version.kept().content().signer()))
                .addObject(
                        "differences",
                        former == null
                                ? List.of()
                                : Comparison.of(former.kept(), version.kept(), official, kind));
    }

    /// A file as a version had it.
    @GetMapping("/letters/out/{id}/versions/{number}/files/{place}")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int number,
            @PathVariable int place,
            HttpServletResponse response)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        var version = ways.version(who.agency(), id, number);
        var files = version.kept().files();
        if (place < 0 || place >= files.size()) {
            throw new NoSuchLetter(id);
        }
        reading.of(who, letter, version, "version " + number + " file " + (place + 1));
        downloads.send(files.get(place).file(place), response);
    }
}
