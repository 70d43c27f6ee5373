package th.sala.agencies;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
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
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.Proposals;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;

/// Registries of other installations: looked at, their fingerprint confirmed once, taken over, and
/// brought up to date.
@Controller
@PreAuthorize(PeopleController.ADMINISTRATOR)
class RegistriesController {
    private static final int SIGNATURE_BYTES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(RegistriesController.class);

    private final Peers peers;
    private final RegistryFetch fetch;
    private final RegistryImport imports;
    private final HeldFiles held;
    private final RegistryKey key;
    private final InScope inScope;
    private final Accounts accounts;
    private final Proposals proposals;

    RegistriesController(
            Peers peers,
            RegistryFetch fetch,
            RegistryImport imports,
            HeldFiles held,
            RegistryKey key,
            InScope inScope,
            Accounts accounts,
            Proposals proposals) {
        this.peers = peers;
        this.fetch = fetch;
        this.imports = imports;
        this.held = held;
        this.key = key;
        this.inScope = inScope;
        this.accounts = accounts;
        this.proposals = proposals;
    }

    @GetMapping("/people/registries")
    ModelAndView list() {
        return page("", null);
    }

    private ModelAndView page(String address, @Nullable Refusal refusal) {
        return new ModelAndView("agencies/registries")
                .addObject("mostBytes", RegistryFile.LARGEST)
                .addObject("peers", peers.all())
                .addObject("replaced", peers.replaced())
                .addObject("address", address)
                .addObject("fingerprint", key.identity().fingerprint())
                .addObject("refusal", refusal);
    }

    /// Fetches or reads the file. A known installation's is taken over at once; an unknown one's,
    /// and one with another key than was confirmed, is shown with its fingerprint first.
    @PostMapping("/people/registries")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView look(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile signature,
            RedirectAttributes flash) {
        try {
            var fetched =
                    file != null && !file.isEmpty()
                            ? uploaded(file, signature)
                            : fetch.fetch(address);
            var looked =
                    AgencyScope.everywhere(() -> imports.look(fetched.body(), fetched.signature()));
            if (looked.known().isPresent() && looked.withOtherKey().isEmpty()) {
                return take(who, fetched, flash);
            }
            var id =
                    inScope.call(() ->
                            held.hold(
                                    who.agency(),
                                    HeldFiles.Kind.REGISTRY,
                                    fetched.address(),
                                    fetched.body(),
                                    fetched.signature()));
            return new ModelAndView("redirect:/people/registries/" + id);
        } catch (Refusal refusal) {
            var shown = address.substring(0, Math.min(Check.NAME, address.length()));
            return Check.refused(page(shown, refusal));
        }
    }

    private static RegistryFetch.Fetched uploaded(
            MultipartFile file, @Nullable MultipartFile signature) {
        try {
            if (file.getSize() > RegistryFile.LARGEST) {
                throw new RegistryFile.Unusable("agencies.registries.too-large");
            }
            if (signature == null || signature.isEmpty()) {
                throw new RegistryFile.Unusable("agencies.registries.no-signature-file");
            }
            var bytes = signature.getSize() > Check.NAME ? new byte[0] : signature.getBytes();
            if (bytes.length != SIGNATURE_BYTES) {
                throw new RegistryFile.Unusable("agencies.registries.not-signed");
            }
            return new RegistryFetch.Fetched("", file.getBytes(), bytes);
        } catch (IOException failed) {
            throw new RegistryFile.Unusable("agencies.registries.not-json");
        }
    }

    private ModelAndView take(
            SignedIn who, RegistryFetch.Fetched fetched, RedirectAttributes flash) {
        return done(
                AgencyScope.everywhere(() ->
                        imports.take(
                                fetched.body(),
                                fetched.signature(),
                                fetched.address(),
                                who.name())),
                flash);
    }

    private static ModelAndView done(RegistryFile.Read taken, RedirectAttributes flash) {
        flash.addFlashAttribute("done", "agencies.registries.taken-over");
        flash.addFlashAttribute(
                "doneWith", new Object[] {taken.agencies().size(), taken.persons()});
        return new ModelAndView("redirect:/people/registries");
    }

    @GetMapping("/people/registries/{id}")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView confirmation(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return confirmation(who, id, null);
    }

    private ModelAndView confirmation(SignedIn who, UUID id, @Nullable Refusal refusal) {
        var file = held(who, id);
        var read = RegistryFile.read(file.body());
        var known = peers.find(read.installation()).filter(peer -> !peer.hasKey(read.publicKey()));
        return new ModelAndView(
                        known.isPresent() ? "agencies/registry-key" : "agencies/registry-confirm")
                .addObject("peer", known.orElse(null))
                .addObject("id", id)
                .addObject("address", file.name())
                .addObject("file", read)
                .addObject("fingerprint", read.fingerprint())
                .addObject("persons", read.persons())
                .addObject("refusal", refusal);
    }

    /// Who it is again: whoever can make us take a key can write in another's name.
    @PostMapping("/people/registries/{id}")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirmed,
            @RequestParam(defaultValue = "") String replaced,
            Confirmation confirmation,
            RedirectAttributes flash) {
        var file = held(who, id);
        try {
            if (confirmed.isEmpty()) {
                throw new Invalid("agencies.registries.confirm-first");
            }
            var read = RegistryFile.read(file.body());
            var wish = RegistryKeyAct.wish(who, id, file.name(), read.fingerprint(), replaced);
            var asked = proposals.ask(accounts.confirm(who, confirmation), wish);
            if (!(asked instanceof Proposals.Asked.Done)) {
                asked.tell(flash, "");
                return new ModelAndView("redirect:/people/registries");
            }
            LOG.info("account {} confirmed a key of {}", who.account(), read.installation());
            return done(read, flash);
        } catch (Refusal refusal) {
            return Check.refused(
                    confirmation(who, id, refusal).addObject("confirmed", !confirmed.isEmpty()),
                    refusal);
        }
    }

    private HeldFiles.HeldFile held(SignedIn who, UUID id) {
        return inScope.call(() -> held.find(who.agency(), id, HeldFiles.Kind.REGISTRY))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
