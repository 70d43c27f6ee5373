package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The public registries (ETDA-63 ข้อ 3(1), 3(3)), open to everybody: pages and files.
@Controller
class RegistryController {
    /// Ed25519 over the body in Base64, so that one request suffices.
    static final String SIGNATURE = "Sala-Signature";

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Registry registry;
    private final Editions editions;
    private final RegistryKey key;
    private final Clock clock;

    RegistryController(Registry registry, Editions editions, RegistryKey key, Clock clock) {
        this.registry = registry;
        this.editions = editions;
        this.key = key;
        this.clock = clock;
    }

    @GetMapping("/registry")
    ModelAndView agencies(
            @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(name = "page", defaultValue = "1") String page) {
        var paging = Paging.of(page, registry.countAgencies(typed));
        return new ModelAndView("agencies/registry")
                .addObject("q", typed.substring(0, Math.min(Check.NAME, typed.length())))
                .addObject("paging", paging)
                .addObject("fingerprint", key.identity().fingerprint())
                .addObject("installation", key.identity().id())
                .addObject("versionFields", fields(RegistryFile.VersionRow.class))
                .addObject("authorisedFields", fields(RegistryFile.AuthorisedRow.class))
                .addObject(
                        "agencies", registry.agencies(typed, PeopleController.ROWS, paging.skip()));
    }

    private static List<String> fields(Class<? extends Record> row) {
        return Arrays.stream(row.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    @GetMapping("/registry/{id}")
    ModelAndView agency(
            @PathVariable String id,
            @RequestParam(name = "on", defaultValue = "") @Nullable String on) {
        var agency =
                Check.typedId(id)
                        .flatMap(registry::agency)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var today = LocalDate.now(clock);
        var asked = Check.typedDay(on);
        var day = asked.orElse(today);
        var lines = registry.registeredOf(agency.id());
        var then = AgencyVersion.on(day, registry.versions(agency.id()));
        return new ModelAndView("agencies/registry-agency")
                .addObject("agency", agency)
                .addObject("then", then.orElse(null))
                .addObject("on", day)
                .addObject("isToday", day.equals(today))
                .addObject("typedOn", asked.isEmpty() && on != null && !on.isBlank() ? on : null)
                .addObject("parent", name(agency.parent()))
                .addObject("children", registry.children(agency.id()))
                .addObject("versions", registry.versions(agency.id()).reversed())
                .addObject("authorised", PublicLine.of(RegisteredAuthority.on(day, lines)))
                .addObject("history", PublicLine.of(lines));
    }

    private @Nullable Agency name(@Nullable UUID parent) {
        return parent == null ? null : registry.agency(parent).orElse(null);
    }

    @GetMapping("/registry/agencies.json")
    ResponseEntity<byte[]> json() {
        var edition = editions.newest();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(SIGNATURE, Base64.getEncoder().encodeToString(edition.signature()))
                .body(edition.body());
    }

    @GetMapping("/registry/agencies.json.sig")
    ResponseEntity<byte[]> signature() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(editions.newest().signature());
    }

    @GetMapping("/registry/agencies.csv")
    ResponseEntity<byte[]> csv() {
        var table =
                new Table(
                        "record",
                        "id",
                        "agency",
                        "from",
                        "until",
                        "name",
                        "englishName",
                        "code",
                        "juristicPerson",
                        "parent",
                        "domain",
                        "centralAddress",
                        "postalAddress",
                        "telephone",
                        "official",
                        "mandate",
                        "authority",
                        "kind",
                        "position",
                        "mail",
                        "source");
        for (var agency : registry.everyLocal()) {
            registry.versions(agency).forEach(version -> table.row(row(version)));
            registry.registeredOf(agency).forEach(line -> table.row(row(line)));
        }
        return download("agencies.csv", table);
    }

    private static List<@Nullable Object> row(AgencyVersion version) {
        return Stream.<@Nullable Object>of(
                        "agency",
                        version.id(),
                        version.agency(),
                        version.fromDay(),
                        version.untilDay(),
                        version.name(),
                        version.englishName(),
                        version.code(),
                        version.juristicPerson(),
                        version.parent(),
                        version.domain(),
                        version.centralAddress(),
                        version.postalAddress(),
                        version.telephone(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "")
                .toList();
    }

    private static List<@Nullable Object> row(RegisteredAuthority line) {
        return Stream.<@Nullable Object>of(
                        "authorised",
                        line.id(),
                        line.agency(),
                        line.fromDay(),
                        line.untilDay(),
                        line.name(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        line.telephone(),
                        line.official(),
                        line.mandate(),
                        line.authority(),
                        line.kind(),
                        line.position(),
                        line.mail(),
                        line.source())
                .toList();
    }

    static ResponseEntity<byte[]> download(String name, Table table) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(table.bytes());
    }
}
