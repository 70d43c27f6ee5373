package th.sala.agencies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.files.Sheet;
import th.sala.law.Refusal;

/// People from a file: upload, dry run with a list of errors to download, confirmation.
@Controller
@PreAuthorize(PeopleController.ADMINISTRATOR)
class OfficialsImportController {
    private static final int SHOWN = 100;
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final OfficialsImport imports;
    private final HeldFiles held;
    private final InScope inScope;
    private final MessageSource messages;

    OfficialsImportController(
            OfficialsImport imports, HeldFiles held, InScope inScope, MessageSource messages) {
        this.imports = imports;
        this.held = held;
        this.inScope = inScope;
        this.messages = messages;
    }

    @GetMapping("/people/import")
    ModelAndView form() {
        return page(null);
    }

    private static ModelAndView page(@Nullable Refusal refusal) {
        return new ModelAndView("agencies/import")
                .addObject("columns", columns())
                .addObject("mostBytes", OfficialsFile.LARGEST)
                .addObject("refusal", refusal);
    }

    private static List<String> columns() {
        return Arrays.stream(OfficialsFile.Column.values())
                .map(OfficialsFile.Column::header)
                .toList();
    }

    private static final List<String> EXAMPLE =
            List.of("นายตัวอย่าง ใจดี", "เจ้าพนักงานธุรการ", "", "", "0 2000 0000");

    @GetMapping("/people/import/template.csv")
    ResponseEntity<byte[]> template() {
        var table = new Table(columns().toArray(String[]::new));
        table.row(EXAMPLE);
        return RegistryController.download("officials.csv", table);
    }

    @GetMapping("/people/import/template.xlsx")
    ResponseEntity<byte[]> sheet() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var sheet = new Sheet(bytes, "officials")) {
            sheet.line(columns());
            sheet.line(EXAMPLE);
        }
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("officials.xlsx")
                                .build()
                                .toString())
                .body(bytes.toByteArray());
    }

    @PostMapping("/people/import")
    ModelAndView upload(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        try {
            if (file == null || file.isEmpty()) {
                throw new OfficialsFile.Unusable("agencies.import.empty");
            }
            if (file.getSize() > OfficialsFile.LARGEST) {
                throw new OfficialsFile.Unusable("agencies.import.too-large");
            }
            var content = file.getBytes();
            imports.look(who.agency(), content);
            var id =
                    inScope.call(() ->
                            held.hold(
                                    who.agency(),
                                    HeldFiles.Kind.OFFICIALS,
                                    name(file),
                                    content,
                                    new byte[0]));
            return new ModelAndView("redirect:/people/import/" + id);
        } catch (Refusal refusal) {
            return Check.refused(page(refusal));
        } catch (IOException failed) {
            return Check.refused(page(new OfficialsFile.Unusable("agencies.import.unreadable")));
        }
    }

    private static String name(MultipartFile file) {
        var name = CleanText.of(file.getOriginalFilename());
        return name.substring(0, Math.min(Check.NAME, name.length()));
    }

    @GetMapping("/people/import/{id}")
    ModelAndView dryRun(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return dryRun(who, id, null);
    }

    private ModelAndView dryRun(SignedIn who, UUID id, @Nullable Refusal refusal) {
        var file = held(who, id);
        var looked = imports.look(who.agency(), file.body());
        var wrong = looked.wrong();
        var good = looked.good();
        return new ModelAndView("agencies/import-look")
                .addObject("id", id)
                .addObject("name", file.name())
                .addObject("refusal", refusal)
                .addObject("goodCount", good.size())
                .addObject("wrongCount", wrong.size())
                .addObject("shown", SHOWN)
                .addObject("good", good.subList(0, Math.min(SHOWN, good.size())))
                .addObject("wrong", wrong.subList(0, Math.min(SHOWN, wrong.size())));
    }

    @GetMapping("/people/import/{id}/errors.csv")
    ResponseEntity<byte[]> errors(
            @AuthenticationPrincipal SignedIn who, @PathVariable UUID id, Locale locale) {
        var columns = new java.util.ArrayList<String>(columns());
        columns.addFirst(messages.getMessage("agencies.import.row", null, locale));
        columns.add(messages.getMessage("agencies.import.what", null, locale));
        var table = new Table(columns.toArray(String[]::new));
        for (var row : imports.look(who.agency(), held(who, id).body()).wrong()) {
            var line = row.line();
            var problems =
                    row.problems().stream()
                            .map(one -> messages.getMessage(one.key(), one.args(), locale))
                            .collect(Collectors.joining("; "));
            table.row(
                    List.of(
                            Long.toString(line.number()),
                            line.name(),
                            line.position(),
                            line.unit(),
                            line.mail(),
                            line.telephone(),
                            problems));
        }
        return RegistryController.download("errors.csv", table);
    }

    @PostMapping("/people/import/{id}")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes flash) {
        var file = held(who, id);
        try {
            inScope.call(() -> taken(who, file))
                    .ifPresent(count -> {
                        flash.addFlashAttribute("done", "agencies.import.done");
                        flash.addFlashAttribute("doneWith", new Object[] {count});
                    });
            return new ModelAndView("redirect:/people");
        } catch (Refusal refusal) {
            return Check.refused(dryRun(who, id, refusal));
        }
    }

    /// A file is taken once, however often the button is pressed.
    private Optional<Integer> taken(SignedIn who, HeldFiles.HeldFile file) {
        if (!held.drop(who.agency(), file.id())) {
            return Optional.empty();
        }
        var looked = imports.look(who.agency(), file.body());
        return Optional.of(imports.take(who.agency(), file.name(), looked));
    }

    private HeldFiles.HeldFile held(SignedIn who, UUID id) {
        return inScope.call(() -> held.find(who.agency(), id, HeldFiles.Kind.OFFICIALS))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
