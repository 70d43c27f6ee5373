package th.sala.timekeeping;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.files.Csv;
import th.sala.files.FileStore;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;
import th.sala.timekeeping.RecorderLayout.DayOrder;
import th.sala.timekeeping.RecorderLayout.KnownBy;

/// เครื่องบันทึกเวลา: how their files are read, a dry run with a list of errors, taking over.
@Controller
@PreAuthorize(TimekeepingController.PERSON)
class RecorderController {
    private static final String RECORDERS = "/timekeeping/recorders";
    private static final String FILES = "/timekeeping/files";

    /// What was typed of a recorder; columns that are empty are not there.
    record RecorderForm(
            @NotBlank @Size(max = RecorderDesk.LONGEST) String name,
            @Nullable Boolean heading,
            @NotNull @Min(1) @Max(RecorderLayout.MOST_COLUMNS) @Nullable Integer person,
            @Nullable KnownBy knownBy,
            @NotNull @Min(1) @Max(RecorderLayout.MOST_COLUMNS) @Nullable Integer moment,
            @Min(1) @Max(RecorderLayout.MOST_COLUMNS) @Nullable Integer clock,
            @Min(1) @Max(RecorderLayout.MOST_COLUMNS) @Nullable Integer sense,
            @Size(max = RecorderDesk.LONGEST) String arrival,
            @Size(max = RecorderDesk.LONGEST) String departure,
            @Nullable DayOrder order) {
        static final RecorderForm EMPTY =
                new RecorderForm("", true, 1, null, 2, null, null, "", "", null);

        RecorderForm {
            name = Objects.requireNonNullElse(name, "");
            heading = Boolean.TRUE.equals(heading);
            knownBy = Objects.requireNonNullElse(knownBy, KnownBy.NUMBER);
            arrival = Objects.requireNonNullElse(arrival, "");
            departure = Objects.requireNonNullElse(departure, "");
            order = Objects.requireNonNullElse(order, DayOrder.DAY_FIRST);
        }

        static RecorderForm of(Recorders.Recorder recorder) {
            var layout = recorder.layout();
            return new RecorderForm(
                    recorder.name(),
                    layout.heading(),
                    layout.person(),
                    layout.knownBy(),
                    layout.moment(),
                    layout.clock(),
                    layout.sense(),
                    layout.arrival(),
                    layout.departure(),
                    layout.order());
        }

        /// Null as long as a column is missing.
        @Nullable RecorderLayout layout() {
            if (person == null || moment == null || knownBy == null || order == null) {
                return null;
            }
            return new RecorderLayout(
                    Boolean.TRUE.equals(heading),
                    person,
                    knownBy,
                    moment,
                    clock,
                    sense,
                    RecorderLayout.word(arrival),
                    RecorderLayout.word(departure),
                    order);
        }
    }

    private final RecorderDesk desk;
    private final Organisation organisation;
    private final FileStore store;
    private final MessageSource messages;

    RecorderController(
            RecorderDesk desk, Organisation organisation, FileStore store, MessageSource messages) {
        this.desk = desk;
        this.organisation = organisation;
        this.store = store;
        this.messages = messages;
    }

    @GetMapping(RECORDERS)
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return all(who, RecorderForm.EMPTY, HttpStatus.OK).addObject("form", RecorderForm.EMPTY);
    }

    /// Without the form: a refused one is in the model already, with its errors.
    private ModelAndView all(SignedIn who, RecorderForm form, HttpStatus status) {
        return choices(new ModelAndView("timekeeping/recorders", status), form)
                .addObject("recorders", desk.all(who));
    }

    private static ModelAndView choices(ModelAndView page, RecorderForm form) {
        return page.addObject("typed", form)
                .addObject("knownBys", KnownBy.values())
                .addObject("orders", DayOrder.values());
    }

    @PostMapping(RECORDERS)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") RecorderForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var layout = form.layout();
        if (layout == null || errors.hasErrors()) {
            return all(who, form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            var id = desk.add(who, form.name(), layout);
            return done(id, "timekeeping.done.recorder", redirect);
        } catch (Refusal refusal) {
            return all(who, form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    private static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + RECORDERS + "/" + id);
    }

    @GetMapping(RECORDERS + "/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var form = RecorderForm.of(desk.find(who, id));
        return one(who, id, form, HttpStatus.OK).addObject("form", form);
    }

    private ModelAndView one(SignedIn who, UUID id, RecorderForm form, HttpStatus status) {
        var officials = organisation.officials(who.agency());
        return choices(new ModelAndView("timekeeping/recorder", status), form)
                .addObject("recorder", desk.find(who, id))
                .addObject("numbers", named(desk.numbers(who, id), officials))
                .addObject("files", desk.files(who, id))
                .addObject("officials", officials)
                .addObject("mostBytes", RecorderFile.MOST_BYTES);
    }

    /// Whose a number is, for people.
    ///
    /// @param since null for ever since
    public record Numbered(String number, String name, @Nullable LocalDate since) {}

    private static List<Numbered> named(List<Recorders.Owned> numbers, List<Official> officials) {
        return numbers.stream()
                .map(one ->
                        new Numbered(
                                one.number(),
                                officials.stream()
                                        .filter(each -> each.id().equals(one.official()))
                                        .map(Official::name)
                                        .findFirst()
                                        .orElse("–"),
                                one.fromDay().equals(Recorders.Owned.EVER) ? null : one.fromDay()))
                .toList();
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var form = RecorderForm.of(desk.find(who, id));
        return one(who, id, form, TooManyAttempts.statusOf(refusal))
                .addObject("form", form)
                .addObject("refusal", refusal);
    }

    @PostMapping(RECORDERS + "/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") RecorderForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var layout = form.layout();
        if (layout == null || errors.hasErrors()) {
            return one(who, id, form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            desk.change(who, id, form.name(), layout);
            return done(id, "timekeeping.done.recorder", redirect);
        } catch (Refusal refusal) {
            return one(who, id, form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }

    @PostMapping(RECORDERS + "/{id}/numbers")
    ModelAndView assign(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "") String since,
            RedirectAttributes redirect) {
        try {
            var day = TypedDay.read(since).orElse(null);
            if (official == null || (day == null && !since.isBlank())) {
                throw new RecorderDesk.NoNumber();
            }
            desk.assign(who, id, number, official, day);
            return done(id, "timekeeping.done.number", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("typedNumber", number)
                    .addObject("typedOfficial", official)
                    .addObject("typedSince", since);
        }
    }

    @PostMapping(RECORDERS + "/{id}/files")
    ModelAndView hold(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        desk.find(who, id);
        try {
            if (file == null || file.isEmpty()) {
                throw new RecorderDesk.NoFile();
            }
            try (var content = file.getInputStream()) {
                var kept = store.keep(content, RecorderFile.MOST_BYTES);
                var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
                var held = desk.hold(who, id, name, kept);
                return new ModelAndView("redirect:" + FILES + "/" + held);
            }
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @GetMapping(FILES + "/{id}")
    ModelAndView look(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return look(who, id, HttpStatus.OK);
    }

    private ModelAndView look(SignedIn who, UUID id, HttpStatus status) {
        var file = desk.file(who, id);
        return new ModelAndView("timekeeping/file", status)
                .addObject("file", file)
                .addObject("recorder", desk.find(who, file.recorder()))
                .addObject("look", file.isLooked() ? desk.look(who, file) : null)
                .addObject("most", CorrectionDesk.LONGEST)
                .addObject("officials", organisation.officials(who.agency()));
    }

    /// All that is wrong, line by line.
    @GetMapping(FILES + "/{id}/errors.csv")
    void errors(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var file = desk.file(who, id);
        var reader = desk.reader(who.agency(), desk.find(who, file.recorder()));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("errors.csv").build().toString());
        try (var csv = new Csv(response.getOutputStream())) {
            csv.line(
                    List.of(
                            text("timekeeping.wrong.line", locale),
                            text("timekeeping.wrong.what", locale),
                            text("timekeeping.wrong.cell", locale)));
            reader.read(
                    store.path(file.sha256()),
                    line -> {
                        if (line instanceof RecorderFile.Line.Wrong wrong) {
                            write(csv, wrong, locale);
                        }
                    });
        }
    }

    private void write(Csv csv, RecorderFile.Line.Wrong wrong, Locale locale) {
        try {
            csv.line(List.of(wrong.number(), text(wrong.key(), locale), wrong.cell()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    @PostMapping(FILES + "/{id}")
    ModelAndView take(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.take(who, id);
            redirect.addFlashAttribute("done", "timekeeping.done.taking");
            return new ModelAndView("redirect:" + FILES + "/" + id);
        } catch (Refusal refusal) {
            return look(who, id, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
        }
    }

    @PostMapping(FILES + "/{id}/annul")
    ModelAndView annul(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            desk.annul(who, id, reason);
            redirect.addFlashAttribute("done", "timekeeping.done.annulled");
            return new ModelAndView("redirect:" + FILES + "/" + id);
        } catch (Refusal refusal) {
            return look(who, id, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal)
                    .addObject("reason", reason);
        }
    }
}
