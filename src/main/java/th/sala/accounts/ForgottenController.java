package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// ลืมรหัสผ่าน: says the same to everybody.
@Controller
class ForgottenController {
    private static final String PATH = "/sign-in/forgotten";
    private static final String VIEW = "accounts/forgotten";

    private final ForgottenPasswords passwords;
    private final Clock clock;

    ForgottenController(ForgottenPasswords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView page() {
        return new ModelAndView(VIEW);
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @RequestParam(defaultValue = "") String username,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = new ModelAndView(VIEW);
        if (username.isBlank()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("problem", "accounts.forgotten.nobody");
        }
        var wait = passwords.ask(username, ClientAddress.of(request));
        if (wait.isEmpty()) {
            return page.addObject("asked", true);
        }
        page.addObject("username", username).addObject("problem", "accounts.forgotten.slowed");
        return TooManyAttempts.answered(page, wait.get(), clock.instant(), response);
    }
}
