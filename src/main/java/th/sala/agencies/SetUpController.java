package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import th.sala.law.Refusal;

/// The page of an installation without any account. Afterwards it is not there any more.
@Controller
class SetUpController {
    /// The administrator. The passwords do not come back.
    record AdministratorForm(String fullName, String username) {
        AdministratorForm {
            fullName = fullName == null ? "" : fullName;
            username = username == null ? "" : username;
        }
    }

    private final SetUp setUp;
    private final Console console;
    private final Clock clock;

    SetUpController(SetUp setUp, Console console, Clock clock) {
        this.setUp = setUp;
        this.console = console;
        this.clock = clock;
    }

    @GetMapping("/set-up")
    ModelAndView form() {
        mustBeOpen();
        return page(AgencyForm.empty(), new AdministratorForm("", ""), "", null);
    }

    @PostMapping("/set-up")
    ModelAndView begin(
            @RequestParam(defaultValue = "") String setUpCode,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String passwordAgain,
            @ModelAttribute("form") AgencyForm form,
            BindingResult errors,
            @ModelAttribute("administrator") AdministratorForm administrator,
            BindingResult administratorErrors) {
        mustBeOpen();
        form.check(new Check(errors, AgencyForm.LABELS));
        var check = new Check(administratorErrors);
        check.text("fullName", administrator.fullName(), Check.NAME);
        check.text("username", administrator.username(), Check.NAME);
        if (errors.hasErrors() || check.failed()) {
            return Check.refused(page(form, administrator, setUpCode, null));
        }
        try {
            if (!password.equals(passwordAgain)) {
                throw new Invalid("agencies.set-up.passwords-differ");
            }
            if (!console.code().is(setUpCode)) {
                throw new Invalid("agencies.set-up.wrong-code");
            }
            setUp.begin(
                    form.agency(UUID.randomUUID(), null, LocalDate.now(clock)),
                    administrator.username(),
                    CleanText.of(administrator.fullName()),
                    password);
        } catch (Refusal refusal) {
            return Check.refused(page(form, administrator, setUpCode, refusal));
        }
        return new ModelAndView("redirect:/sign-in?begun");
    }

    private ModelAndView page(
            AgencyForm form,
            AdministratorForm administrator,
            String setUpCode,
            @Nullable Refusal refusal) {
        return new ModelAndView("agencies/set-up")
                .addObject("form", form)
                .addObject("administrator", administrator)
                .addObject(
                        "setUpCode",
                        setUpCode.substring(0, Math.min(Check.CODE, setUpCode.length())))
                .addObject("refusal", refusal);
    }

    private void mustBeOpen() {
        if (!setUp.isOpen()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
