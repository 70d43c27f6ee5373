package th.sala.accounts;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignIn.Attempt;
import th.sala.accounts.SignIn.Outcome;
import th.sala.law.Refusal;

/// The door. Works without JavaScript.
@Controller
class SignInController {
    static final String CODE = "/sign-in/code";
    private static final int USERNAME_SHOWN = 100;

    private final SignIn signIn;
    private final Passkeys passkeys;
    private final AccountSessions sessions;
    private final Clock clock;

    SignInController(SignIn signIn, Passkeys passkeys, AccountSessions sessions, Clock clock) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ModelAndView door(
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String begun,
            @AuthenticationPrincipal @Nullable SignedIn who) {
        if (who != null) {
            return new ModelAndView(LocalPath.of(to).redirect());
        }
        var page = page("", LocalPath.of(to));
        if (out != null) {
            page.addObject("note", "accounts.sign-in.out");
        } else if (ended != null) {
            page.addObject("note", "accounts.sign-in.ended");
        } else if (begun != null) {
            page.addObject("note", "accounts.sign-in.begun");
        }
        return page;
    }

    /// A form came when its session had ended: the door takes it along.
    @PostMapping(ToSignIn.AGAIN)
    ModelAndView again(HttpServletRequest request) {
        if (!(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String from)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var page = page("", LocalPath.HOME);
        page.addObject("held", HeldForm.sent(from, request).carrying());
        page.addObject("note", "accounts.sign-in.held");
        page.setStatus(HttpStatus.UNAUTHORIZED);
        return page;
    }

    @PostMapping("/sign-in")
    ModelAndView enter(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var device = Cookies.value(Devices.COOKIE, request).orElse("");
        var address = ClientAddress.of(request);
        var target = LocalPath.of(to);
        try {
            var attempt = new Attempt(username, password, address, device);
            return switch (signIn.attempt(attempt)) {
                case Outcome.Admitted in -> inside(in, target, request, response);
                case Outcome.CodeNeeded needed -> {
                    sessions.beginHalf(request, needed.half());
                    yield carrying(codePage(needed.half(), target, request), request);
                }
                case Outcome.Wrong _, Outcome.CountedBack _ ->
                        refused(
                                page(username, target),
                                "accounts.sign-in.wrong",
                                request,
                                HttpStatus.UNPROCESSABLE_ENTITY);
                case Outcome.WrongOrSilent _ ->
                        refused(
                                page(username, target),
                                "accounts.sign-in.wrong-or-silent",
                                request,
                                HttpStatus.UNPROCESSABLE_ENTITY);
                case Outcome.Silent _ ->
                        refused(
                                page(username, target),
                                "accounts.outside.silent",
                                request,
                                HttpStatus.SERVICE_UNAVAILABLE);
                case Outcome.Slowed slowed ->
                        slowed(
                                page(username, target),
                                "accounts.sign-in.slowed",
                                slowed.until(),
                                request,
                                response);
            };
        } catch (DoorBusy busy) {
            return refused(
                    page(username, target), busy.key(), request, HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    /// What an authenticator is to sign, for whoever is here: somebody signed in or half signed in
    /// with a passkey of theirs, anybody else with any.
    @PostMapping("/sign-in/challenge")
    ResponseEntity<RequestOptions> challenge(
            @AuthenticationPrincipal @Nullable SignedIn who,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ResponseEntity.of(
                PasskeyRequests.party(request)
                        .map(party -> {
                            var token = passkeys.ask();
                            PasskeyRequests.ask(token, request, response);
                            return RequestOptions.of(party, token, allowed(who, party, request));
                        }));
    }

    private List<Passkey> allowed(
            @Nullable SignedIn who, RelyingParty party, HttpServletRequest request) {
        return who == null
                ? sessions.half(request)
                        .map(half -> signIn.passkeys(half, party))
                        .orElseGet(List::of)
                : passkeys.of(who.account(), party);
    }

    @PostMapping("/sign-in/passkey")
    ModelAndView enterByPasskey(
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var target = LocalPath.of(to);
        var device = Cookies.value(Devices.COOKIE, request).orElse("");
        var answer = PasskeyRequests.answer(request);
        return switch (signIn.attempt(answer, ClientAddress.of(request), device)) {
            case Outcome.Admitted in -> inside(in, target, request, response);
            case Outcome.Slowed slowed ->
                    slowed(
                            page("", target),
                            "accounts.passkeys.slowed",
                            slowed.until(),
                            request,
                            response);
            case Outcome.CountedBack _ ->
                    refused(page("", target), new PasskeyCountedBack(), request);
            case Outcome.Wrong _, Outcome.WrongOrSilent _, Outcome.Silent _, Outcome.CodeNeeded _ ->
                    refused(page("", target), new WrongPasskey(), request);
        };
    }

    /// The page of the code again, in the other language.
    @GetMapping(CODE)
    ModelAndView code(
            @RequestParam(required = false) @Nullable String to, HttpServletRequest request) {
        return sessions.half(request)
                .map(half -> codePage(half, LocalPath.of(to), request))
                .orElseGet(() -> new ModelAndView("redirect:/sign-in"));
    }

    @PostMapping(CODE)
    ModelAndView complete(
            @RequestParam(name = "one-time-password", defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var target = LocalPath.of(to);
        var half = sessions.half(request);
        if (half.isEmpty()) {
            return carrying(page("", target), request).addObject("note", "accounts.code.over");
        }
        var device = Cookies.value(Devices.COOKIE, request).orElse("");
        var isPasskey = PasskeyRequests.isAnswered(request);
        var outcome =
                isPasskey
                        ? signIn.complete(half.get(), PasskeyRequests.answer(request), device)
                        : signIn.complete(half.get(), code, device);
        return switch (outcome) {
            case Outcome.Admitted in -> inside(in, target, request, response);
            case Outcome.Slowed slowed ->
                    slowed(
                            codePage(half.get(), target, request),
                            "accounts.code.slowed",
                            slowed.until(),
                            request,
                            response);
            case Outcome.CountedBack _ ->
                    refused(
                            codePage(half.get(), target, request),
                            new PasskeyCountedBack(),
                            request);
            case Outcome.Wrong _, Outcome.WrongOrSilent _, Outcome.Silent _, Outcome.CodeNeeded _ ->
                    refused(
                            codePage(half.get(), target, request),
                            isPasskey ? new WrongPasskey() : new SecondStep.WrongCode(),
                            request);
        };
    }

    private ModelAndView inside(
            Outcome.Admitted in,
            LocalPath target,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.begin(request, in, response);
        if (in.credentials().account().temporary()) {
            return new ModelAndView(new LocalPath("/me/password").redirect());
        }
        return HeldForm.carried(request)
                .map(held -> new ModelAndView("accounts/again").addObject("held", held))
                .orElseGet(() -> new ModelAndView(target.redirect()));
    }

    private ModelAndView slowed(
            ModelAndView page,
            String problem,
            Instant until,
            HttpServletRequest request,
            HttpServletResponse response) {
        var refused = refused(page, problem, request, HttpStatus.TOO_MANY_REQUESTS);
        return TooManyAttempts.answered(refused, until, clock.instant(), response);
    }

    private static ModelAndView refused(
            ModelAndView page, String problem, HttpServletRequest request, HttpStatus status) {
        page.setStatus(status);
        return carrying(page, request).addObject("problem", problem);
    }

    private static ModelAndView refused(
            ModelAndView page, Refusal refusal, HttpServletRequest request) {
        return refused(page, refusal.key(), request, HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static ModelAndView carrying(ModelAndView page, HttpServletRequest request) {
        HeldForm.carried(request).ifPresent(held -> page.addObject("held", held.carrying()));
        return page;
    }

    private ModelAndView codePage(HalfSignedIn half, LocalPath target, HttpServletRequest request) {
        var passkeysHere =
                PasskeyRequests.party(request)
                        .map(party -> signIn.passkeys(half, party))
                        .orElse(List.of());
        return new ModelAndView("accounts/code")
                .addObject("passkeysHere", !passkeysHere.isEmpty())
                .addObject("to", target.isHome() ? "" : target.text());
    }

    private static ModelAndView page(String username, LocalPath target) {
        var shown = username.replaceAll("\\p{Cntrl}", "");
        return new ModelAndView("accounts/sign-in")
                .addObject("username", shown.substring(0, Math.min(USERNAME_SHOWN, shown.length())))
                .addObject("to", target.isHome() ? "" : target.text());
    }
}
