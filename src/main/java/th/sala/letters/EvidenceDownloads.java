package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Registry;
import th.sala.evidence.BundleFile;
import th.sala.evidence.Bundles;
import th.sala.evidence.Dossier;
import th.sala.thai.TypedDay;

/// Bundles of evidence to take along: of a letter, of what a person did, and of everything, for an
/// inspector.
@Controller
class EvidenceDownloads {
    private static final String UNREADABLE = "typeMismatch.java.time.LocalDate";
    private static final String INSPECTORS = "hasAnyRole('AUDITOR','HEAD')";

    private final OutgoingDesk outgoing;
    private final IncomingDesk incoming;
    private final LetterDossiers dossiers;
    private final LetterEvidence evidence;
    private final Accounts accounts;
    private final Bundles bundles;
    private final Registry registry;
    private final Clock clock;

    EvidenceDownloads(
            OutgoingDesk outgoing,
            IncomingDesk incoming,
            LetterDossiers dossiers,
            LetterEvidence evidence,
            Accounts accounts,
            Bundles bundles,
            Registry registry,
            Clock clock) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.dossiers = dossiers;
        this.evidence = evidence;
        this.accounts = accounts;
        this.bundles = bundles;
        this.registry = registry;
        this.clock = clock;
    }

    @GetMapping("/letters/out/{id}/evidence")
    @PreAuthorize(
            "hasAnyRole('OFFICIAL','CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','AUDITOR')")
    void ofOutgoing(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = outgoing.letter(who.agency(), id);
        if (letter.given() == null) {
            throw new NoSuchLetter(id);
        }
        evidence.read(who, id, "evidence");
        BundleFile.send(
                "evidence-" + id,
                response,
                out -> bundles.write(who.agency(), dossiers.of(letter), out));
    }

    @GetMapping("/letters/in/{id}/evidence")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUDITOR','AUTHORISED_PERSON')")
    void ofIncoming(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = incoming.letter(who.agency(), id);
        evidence.read(who, id, "evidence");
        BundleFile.send(
                "evidence-" + id,
                response,
                out -> bundles.write(who.agency(), dossiers.of(letter), out));
    }

    /// Choosing whose acts, and when.
    @GetMapping("/people/evidence")
    @PreAuthorize(INSPECTORS)
    ModelAndView page(@AuthenticationPrincipal SignedIn who) {
        var today = LocalDate.now(clock);
        var show = who.display();
        return page(who, show.typed(today.withDayOfMonth(1)), show.typed(today));
    }

    private ModelAndView page(SignedIn who, String from, String until) {
        return new ModelAndView("letters/evidence")
                .addObject("accounts", accounts.of(who.agency()))
                .addObject("from", from)
                .addObject("until", until);
    }

    @GetMapping("/people/evidence/person")
    @PreAuthorize(INSPECTORS)
    @Nullable ModelAndView ofPerson(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam UUID account,
            @RequestParam(name = "from", defaultValue = "") String typedFrom,
            @RequestParam(name = "until", defaultValue = "") String typedUntil,
            HttpServletResponse response)
            throws IOException {
        var person = person(who, account);
        var from = TypedDay.read(typedFrom).orElse(null);
        var until = TypedDay.read(typedUntil).orElse(null);
        if (from == null || until == null || until.isBefore(from)) {
            var page =
                    page(who, typedFrom, typedUntil)
                            .addObject("chosen", account)
                            .addObject("wrongFrom", from == null ? UNREADABLE : null)
                            .addObject("wrongUntil", wrongUntil(from, until));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        var about = "การกระทำของ %s ตั้งแต่ %s ถึง %s".formatted(person.name(), from, until);
        var dossier = new Dossier(Dossier.Kind.PERSON, about);
        evidence.read(who, account, "evidence");
        var begin = from.atStartOfDay(clock.getZone()).toInstant();
        var end = until.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        BundleFile.send(
                "acts-" + account,
                response,
                out -> bundles.writeOf(who.agency(), account, begin, end, dossier, out));
        return null;
    }

    private static @Nullable String wrongUntil(
            @Nullable LocalDate from, @Nullable LocalDate until) {
        if (until == null) {
            return UNREADABLE;
        }
        return from != null && until.isBefore(from) ? "letters.evidence.reversed" : null;
    }

    private Account person(SignedIn who, UUID account) {
        return accounts.of(who.agency()).stream()
                .filter(found -> found.id().equals(account))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// One press: everything of the agency; the whole log where it is the agency's own, or the
    /// reader is responsible for the installation.
    @GetMapping("/people/evidence/all")
    @PreAuthorize(INSPECTORS)
    void all(@AuthenticationPrincipal SignedIn who, HttpServletResponse response)
            throws IOException {
        evidence.read(who, who.agency(), "evidence");
        BundleFile.send(
                "audit-" + LocalDate.now(clock),
                response,
                out ->
                        bundles.writeAll(
                                who.agency(),
                                dossiers.ofAll(who.agency(), who.agencyName()),
                                who.is(Role.INSTALLATION) || registry.local().size() == 1,
                                out));
    }
}
