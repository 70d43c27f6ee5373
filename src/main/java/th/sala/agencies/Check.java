package th.sala.agencies;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// Looks through a form's typed texts and notes, field by field, what is wrong with them.
final class Check {
    static final int NAME = 200;
    static final int SOURCE = 500;
    static final int TELEPHONE = 60;
    static final int CODE = 40;
    static final int MAIL = 254;

    /// What a field is called where a message names it.
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("name", "agencies.name"),
                    Map.entry("fullName", "agencies.full-name"),
                    Map.entry("username", "agencies.set-up.username"),
                    Map.entry("englishName", "agencies.agency.english-name"),
                    Map.entry("code", "agencies.agency.code"),
                    Map.entry("domain", "agencies.agency.domain"),
                    Map.entry("centralAddress", "agencies.agency.central"),
                    Map.entry("postalAddress", "agencies.agency.postal"),
                    Map.entry("telephone", "agencies.telephone"),
                    Map.entry("mail", "agencies.mail"),
                    Map.entry("source", "agencies.source"),
                    Map.entry("title", "agencies.position.title"),
                    Map.entry("ownerCode", "agencies.owner-code"),
                    Map.entry("position", "agencies.position"),
                    Map.entry("principal", "agencies.delegation.principal"),
                    Map.entry("kind", "agencies.delegation.kind"),
                    Map.entry("unit", "agencies.unit"),
                    Map.entry("parent", "agencies.unit.parent"),
                    Map.entry("superior", "agencies.position.superior"),
                    Map.entry("from", "agencies.from"),
                    Map.entry("until", "agencies.until"));

    private final Errors errors;
    private final Map<String, String> own;

    Check(Errors errors) {
        this(errors, Map.of());
    }

    /// @param own labels of this form where they differ
    Check(Errors errors, Map<String, String> own) {
        this.errors = errors;
        this.own = own;
    }

    /// Notes a message about a field; its last argument is what the field is called.
    void reject(String field, String key, Object... arguments) {
        var known = LABELS.getOrDefault(field, "agencies.name");
        var label = new DefaultMessageSourceResolvable(own.getOrDefault(field, known));
        var all = Arrays.copyOf(arguments, arguments.length + 1, Object[].class);
        all[arguments.length] = label;
        errors.rejectValue(field, key, all, null);
    }

    boolean failed() {
        return errors.hasErrors();
    }

    void text(String field, String typed, int longest) {
        if (CleanText.of(typed).isEmpty()) {
            reject(field, "agencies.error.required");
        }
        optional(field, typed, longest);
    }

    void optional(String field, String typed, int longest) {
        if (typed.length() > longest) {
            reject(field, "agencies.error.too-long", longest);
        }
    }

    void mail(String field, String typed) {
        optional(field, typed, MAIL);
        var address = CleanText.address(typed);
        if (!address.isEmpty() && address.length() <= MAIL && !MailText.isAddress(address)) {
            reject(field, "agencies.error.mail");
        }
    }

    void domain(String field, String typed) {
        var domain = CleanText.address(typed);
        if (!domain.isEmpty() && !MailText.isDomain(domain)) {
            reject(field, "agencies.error.domain");
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
            reject(field, "agencies.error.day");
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
            reject(field, "agencies.error.choice");
        }
        return id.orElse(null);
    }

    /// The form again, as it was filled, with what is wrong.
    static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /// The page again, of an act that asked once more who it is.
    static ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    /// The page again, with the row open whose last day cannot be read.
    static ModelAndView wrongEnd(ModelAndView page, UUID row, String typed) {
        return refused(page.addObject("wrongEnd", row).addObject("typedEnd", typed));
    }

    static Optional<UUID> typedId(@Nullable String typed) {
        try {
            return typed == null ? Optional.empty() : Optional.of(UUID.fromString(typed.strip()));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> typedDay(@Nullable String typed) {
        return Optional.ofNullable(typed).flatMap(TypedDay::read);
    }
}
