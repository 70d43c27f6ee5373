package th.sala.agencies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.web.servlet.ModelAndView;

/// Looks through a form's typed texts and notes, field by field, what is wrong with them.
final class Check {
    static final int NAME = 200;
    static final int SOURCE = 500;
    static final int TELEPHONE = 60;
    static final int CODE = 40;
    static final int MAIL = 254;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final Errors errors;

    Check(Errors errors) {
        this.errors = errors;
    }

    boolean failed() {
        return errors.hasErrors();
    }

    void text(String field, String typed, int longest) {
        if (CleanText.of(typed).isEmpty()) {
            errors.rejectValue(field, "agencies.error.required");
        }
        optional(field, typed, longest);
    }

    void optional(String field, String typed, int longest) {
        if (typed.length() > longest) {
            errors.rejectValue(field, "agencies.error.too-long", new Object[] {longest}, null);
        }
    }

    void mail(String field, String typed) {
        optional(field, typed, MAIL);
        var address = CleanText.address(typed);
        if (!address.isEmpty() && address.length() <= MAIL && !MailText.isAddress(address)) {
            errors.rejectValue(field, "agencies.error.mail");
        }
    }

    void domain(String field, String typed) {
        var domain = CleanText.address(typed);
        if (!domain.isEmpty() && !MailText.isDomain(domain)) {
            errors.rejectValue(field, "agencies.error.domain");
        }
    }

    void mailIn(String field, String typed, String domain) {
        var address = CleanText.address(typed);
        var wanted = CleanText.address(domain);
        if (MailText.isAddress(address)
                && MailText.isDomain(wanted)
                && !MailText.isIn(wanted, address)) {
            errors.rejectValue(
                    field, "agencies.refused.central-not-in-domain", new Object[] {wanted}, null);
        }
    }

    /// The day, which has to be there; today if the form is going to be refused anyway.
    LocalDate day(String field, String typed) {
        var day = typedDay(typed);
        if (day.isEmpty()) {
            errors.rejectValue(field, "agencies.error.day");
        }
        return day.orElse(LocalDate.EPOCH);
    }

    @Nullable LocalDate optionalDay(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        return day(field, typed);
    }

    @Nullable UUID id(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        var id = typedId(typed);
        if (id.isEmpty()) {
            errors.rejectValue(field, "agencies.error.choice");
        }
        return id.orElse(null);
    }

    /// The form again, as it was filled, with what is wrong.
    static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    static Optional<UUID> typedId(@Nullable String typed) {
        try {
            return typed == null ? Optional.empty() : Optional.of(UUID.fromString(typed.strip()));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> typedDay(@Nullable String typed) {
        try {
            return Optional.ofNullable(typed)
                    .map(text -> LocalDate.parse(text.strip()))
                    .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }
}
