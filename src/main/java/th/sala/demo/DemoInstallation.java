package th.sala.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.agencies.Agency;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;

/// Fills an empty installation before the server listens. One that was stopped half-way is
/// completed at the next start; one with any other agency or account in it is left as it is.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoInstallation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DemoInstallation.class);

    private final DemoFounding founding;
    private final Registry registry;
    private final Organisation organisation;
    private final Accounts accounts;
    private final DemoLeave leave;
    private final DemoTelework telework;
    private final DemoMeetings meetings;
    private final Path data;
    private final List<DemoAgency> agencies;
    private boolean running;

    DemoInstallation(
            DemoFounding founding,
            Registry registry,
            Organisation organisation,
            Accounts accounts,
            DemoLeave leave,
            DemoTelework telework,
            DemoMeetings meetings,
            @Value("${sala.data}") Path data,
            @Value("${sala.demo.only:}") String only) {
        this.founding = founding;
        this.registry = registry;
        this.organisation = organisation;
        this.accounts = accounts;
        this.leave = leave;
        this.telework = telework;
        this.meetings = meetings;
        this.data = data;
        this.agencies = chosen(DemoAgency.all(), only);
    }

    /// @param only the parts to host, with commas between them; empty for all
    /// @throws IllegalArgumentException if there is no such part
    static List<DemoAgency> chosen(List<DemoAgency> all, String only) {
        if (only.isBlank()) {
            return all;
        }
        var parts = Arrays.stream(only.split(",")).map(String::strip).toList();
        var known = all.stream().map(DemoAgency::part).collect(Collectors.toSet());
        if (!known.containsAll(parts)) {
            throw new IllegalArgumentException(
                    "sala.demo.only must be of " + new java.util.TreeSet<>(known) + ": " + only);
        }
        return all.stream().filter(agency -> parts.contains(agency.part())).toList();
    }

    @Override
    public void start() {
        if (isSomebodys()) {
            LOG.warn("--demo: this installation is not empty and is left as it is");
        } else {
            fill();
        }
        running = true;
    }

    private boolean isSomebodys() {
        var ours = DemoAgency.all().stream().map(DemoAgency::id).collect(Collectors.toSet());
        var local = registry.local().stream().map(Agency::id).collect(Collectors.toSet());
        return !ours.containsAll(local) || (local.isEmpty() && !accounts.none());
    }

    private void fill() {
        var here = registry.local().stream().map(Agency::id).collect(Collectors.toSet());
        var file = new AccountsFile(data);
        var opened = 0;
        for (var agency : agencies) {
            opened += AgencyScope.within(agency.id(), () -> fill(agency, here, file));
        }
        if (opened > 0) {
            LOG.info("--demo: {} agencies, {} accounts opened", agencies.size(), opened);
        }
        LOG.info("--demo: sign in with an account of {}", file.path());
    }

    private int fill(DemoAgency agency, Set<UUID> here, AccountsFile file) {
        if (!here.contains(agency.id())) {
            founding.found(agency);
        }
        var officials = organisation.officials(agency.id());
        var opened = 0;
        for (var person : agency.people()) {
            for (var official : officials) {
                if (official.mail().equals(person.mail())
                        && accounts.byOfficial(official.id()).isEmpty()) {
                    open(agency, person, official, file);
                    opened++;
                }
            }
        }
        leave.fill(agency);
        telework.fill(agency);
        if (opened > 0) {
            meetings.fill(agency);
        }
        return opened;
    }

    /// The password is on disk before it is needed: an account that nobody can use would be worse
    /// than a line too many.
    private void open(
            DemoAgency agency, DemoAgency.Person person, Official official, AccountsFile file) {
        var password = EasyPassword.fresh();
        file.add(person, password, agency.name());
        accounts.open(
                new NewAccount(
                        agency.id(),
                        official.id(),
                        person.username(),
                        person.name(),
                        agency.name(),
                        password,
                        person.roles()));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server and the mail listeners, which come last.
    @Override
    public int getPhase() {
        return 0;
    }
}
