package th.sala.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Service;
import th.sala.database.AgencyScope;
import th.sala.origin.NameService;
import th.sala.origin.SigningKey;

/// What the world must know of the installation's domains, and whether it does.
@Service
class MailDomains {
    /// Mail that was signed before may be on its way as long as servers try.
    private static final Duration UNDER_WAY = Duration.ofDays(7);

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int MOST_QUESTIONS = 20;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /// A key that no longer signs.
    ///
    /// @param removable from when on nobody needs its record
    record Old(String name, Instant removable) {}

    /// @param looks empty while nobody looked
    /// @param begun whether the look has let a new key begin
    record Page(
            String domain,
            boolean isHostNamed,
            boolean isRenewed,
            List<DomainRecord> records,
            List<Old> old,
            Map<DomainRecord, DomainRecord.Look> looks,
            boolean begun) {
        public String zone() {
            return String.join("\n", records.stream().map(DomainRecord::zoneLine).toList());
        }
    }

    private final MailSigning signing;
    private final MailRoutes routes;
    private final NameService names;
    private final SmtpSettings settings;
    private final Clock clock;

    MailDomains(
            MailSigning signing,
            MailRoutes routes,
            NameService names,
            SmtpSettings settings,
            Clock clock) {
        this.signing = signing;
        this.routes = routes;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
    }

    List<String> all() {
        return AgencyScope.everywhere(signing::domains);
    }

    /// Nothing if the domain is none of ours.
    Optional<Page> page(String domain) {
        return all().contains(domain)
                ? Optional.of(AgencyScope.everywhere(() -> page(domain, Map.of(), false)))
                : Optional.empty();
    }

    /// Asks the name service for every record, and lets a key begin whose record is there.
    Optional<Page> looked(String domain) {
        return page(domain).map(before -> AgencyScope.everywhere(() -> looked(before)));
    }

    private Page looked(Page before) {
        var looks = looks(before.records);
        var begun =
                looks.entrySet().stream()
                        .filter(look -> look.getKey().kind() == DomainRecord.Kind.DKIM_NEXT)
                        .filter(look -> look.getValue().state() == DomainRecord.State.THERE)
                        .anyMatch(look -> signing.begin(before.domain, look.getKey().selector()));
        if (!begun) {
            return page(before.domain, looks, false);
        }
        var after = page(before.domain, Map.of(), true);
        return page(before.domain, looks(after.records), true);
    }

    private Map<DomainRecord, DomainRecord.Look> looks(List<DomainRecord> records) {
        var questions = names.questions(MOST_QUESTIONS, LONGEST);
        var looks = new LinkedHashMap<DomainRecord, DomainRecord.Look>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    records.stream().map(one -> threads.submit(() -> one.look(questions))).toList();
            for (int i = 0; i < asked.size(); i++) {
                looks.put(records.get(i), asked.get(i).get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
        return looks;
    }

    /// Makes a key that signs as soon as its record is seen.
    void renew(String domain) {
        if (all().contains(domain)) {
            AgencyScope.everywhere(() -> signing.renew(domain));
        }
    }

    private Page page(String domain, Map<DomainRecord, DomainRecord.Look> looks, boolean begun) {
        var keys = signing.keys(domain);
        var records = new ArrayList<DomainRecord>();
        records.add(new DomainRecord(DomainRecord.Kind.MX, domain, "10 " + host(domain) + ".", ""));
        records.add(new DomainRecord(DomainRecord.Kind.SPF, domain, spf(), ""));
        for (var key : keys) {
            if (key.isSigning() || key.isWaiting()) {
                records.add(record(key));
            }
        }
        records.add(
                new DomainRecord(
                        DomainRecord.Kind.DMARC, "_dmarc." + domain, "v=DMARC1; p=quarantine", ""));
        var isRenewed = keys.stream().anyMatch(SigningKeys.Kept::isWaiting);
        return new Page(domain, isHostNamed(), isRenewed, records, old(keys), looks, begun);
    }

    private static DomainRecord record(SigningKeys.Kept key) {
        var kind = key.isWaiting() ? DomainRecord.Kind.DKIM_NEXT : DomainRecord.Kind.DKIM;
        var value = new SigningKey(key.domain(), key.selector(), "", key.publicKey()).record();
        return new DomainRecord(kind, name(key), value, key.selector());
    }

    private static String name(SigningKeys.Kept key) {
        return key.selector() + "._domainkey." + key.domain();
    }

    private List<Old> old(List<SigningKeys.Kept> keys) {
        var old = new ArrayList<Old>();
        for (var key : keys) {
            var at = key.retiredAt();
            if (at != null && at.plus(SHOWN).isAfter(clock.instant())) {
                old.add(new Old(name(key), at.plus(UNDER_WAY)));
            }
        }
        return old;
    }

    private boolean isHostNamed() {
        return settings.hostname().contains(".");
    }

    private String host(String domain) {
        return isHostNamed()
                ? settings.hostname().toLowerCase(java.util.Locale.ROOT)
                : "mail." + domain;
    }

    /// The servers that take mail send it, too; the smarthost, if there is one.
    private String spf() {
        var smarthost =
                AgencyScope.everywhere(routes::all).stream()
                        .filter(route -> route.isSmarthost() && !route.isDirect())
                        .map(Route::host)
                        .map(host -> host.matches("[0-9.]+") ? " ip4:" + host : " a:" + host)
                        .findFirst()
                        .orElse("");
        return "v=spf1 mx" + smarthost + " ~all";
    }
}
