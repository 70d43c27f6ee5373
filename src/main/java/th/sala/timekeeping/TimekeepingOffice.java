package th.sala.timekeeping;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// การตั้งค่าการลงเวลา: by which rules an agency keeps its register, in which networks its offices
/// are, who keeps it and who need not stand in it. Every call is made in the agency's scope.
@Service
@LeavesEvidence
@Transactional
public class TimekeepingOffice {
    static final int LONGEST = 500;
    private static final int MOST_NETWORKS = 200;

    /// Refusal: nothing says by which order.
    public static final class NoSource extends Refusal {
        NoSource() {
            super("timekeeping.refused.no-source", LONGEST);
        }
    }

    /// Refusal: what is over is not decided anew.
    public static final class InThePast extends Refusal {
        InThePast() {
            super("timekeeping.refused.in-the-past");
        }
    }

    /// Refusal: so many minutes are none.
    public static final class NoGrace extends Refusal {
        NoGrace() {
            super("timekeeping.refused.no-grace", TimeRules.MOST_GRACE);
        }
    }

    /// Refusal: the afternoon would begin before the morning ends.
    public static final class NoNoon extends Refusal {
        NoNoon() {
            super("timekeeping.refused.no-noon");
        }
    }

    /// Refusal: it is no range of addresses.
    public static final class NoRange extends Refusal {
        NoRange() {
            super("timekeeping.refused.no-range");
        }
    }

    /// Refusal: nobody could find their way among more of them.
    public static final class TooManyNetworks extends Refusal {
        TooManyNetworks() {
            super("timekeeping.refused.too-many-networks", MOST_NETWORKS);
        }
    }

    /// Refusal: they are named already, or not registered.
    public static final class NotToBeNamed extends Refusal {
        NotToBeNamed() {
            super("timekeeping.refused.not-to-be-named");
        }
    }

    private final TimekeepingSettings settings;
    private final Organisation organisation;
    private final Clock clock;

    TimekeepingOffice(TimekeepingSettings settings, Organisation organisation, Clock clock) {
        this.settings = settings;
        this.organisation = organisation;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @Transactional(readOnly = true)
    NavigableMap<LocalDate, TimeRules> rules(UUID agency) {
        return settings.rules(agency);
    }

    /// The rules of today; nothing while the agency keeps no register here.
    @Transactional(readOnly = true)
    Optional<TimeRules> rulesToday(UUID agency) {
        return Optional.ofNullable(settings.rules(agency).floorEntry(today()))
                .map(java.util.Map.Entry::getValue);
    }

    /// Whether the agency has decided how it keeps its register.
    @Transactional(readOnly = true)
    public boolean isKept(UUID agency) {
        return !settings.rules(agency).isEmpty();
    }

    @Transactional(readOnly = true)
    List<Network> networks(UUID agency) {
        return settings.networks(agency, today());
    }

    @Transactional(readOnly = true)
    List<TimekeepingSettings.Named> named(UUID agency) {
        return settings.named(agency, today());
    }

    /// Whether the person keeps the agency's register today.
    @Transactional(readOnly = true)
    boolean isKeeper(SignedIn who) {
        var today = today();
        return settings.named(who.agency(), today).stream()
                .anyMatch(one ->
                        one.official().equals(who.official())
                                && one.role() == Naming.KEEPER
                                && one.term().contains(today));
    }

    /// Decides how time is kept from a day on. The first decision may begin in the past, so that
    /// what recorders kept can be taken over; later ones never change a day that is over.
    ///
    /// @param grace minutes that are not late
    public void decide(
            SignedIn by,
            LocalDate from,
            int grace,
            boolean fromOpening,
            LocalTime morningUntil,
            LocalTime afternoonFrom,
            boolean asksPosition,
            String source) {
        var today = today();
        var isFirst = settings.rules(by.agency()).isEmpty();
        if (from.isBefore(isFirst ? today.minusYears(1) : today)
                || from.isAfter(today.plusYears(1))) {
            throw new InThePast();
        }
        if (grace < 0 || grace > TimeRules.MOST_GRACE) {
            throw new NoGrace();
        }
        if (morningUntil.isAfter(afternoonFrom)) {
            throw new NoNoon();
        }
        var rules =
                new TimeRules(
                        from,
                        grace,
                        fromOpening,
                        morningUntil,
                        afternoonFrom,
                        asksPosition,
                        sourceOf(source));
        settings.decide(by.agency(), rules, clock.instant(), by.name());
    }

    /// Says that a range of addresses is the office's, from today on.
    public void addNetwork(SignedIn by, String name, String range) {
        var read = Network.read(range).orElseThrow(NoRange::new);
        if (settings.networks(by.agency(), today()).size() >= MOST_NETWORKS) {
            throw new TooManyNetworks();
        }
        var network = new Network(UUID.randomUUID(), sourceOf(name), read, today(), null);
        settings.add(by.agency(), network, clock.instant(), by.name());
    }

    public void endNetwork(SignedIn by, UUID id) {
        settings.endNetwork(by.agency(), id, today());
    }

    /// Names somebody from today on.
    ///
    /// @param source the order
    /// @throws NotToBeNamed if they are so already, or nobody
    public void nameKeeper(SignedIn by, UUID official, String source) {
        name(by, official, Naming.KEEPER, source);
    }

    /// Somebody need not stand in the register from today on.
    ///
    /// @param source the order
    /// @throws NotToBeNamed if it is so already, or they are nobody
    public void free(SignedIn by, UUID official, String source) {
        name(by, official, Naming.FREE, source);
    }

    private void name(SignedIn by, UUID official, Naming role, String source) {
        var today = today();
        var isRegistered =
                organisation.official(official).map(Official::agency).stream()
                        .anyMatch(by.agency()::equals);
        var isNamed =
                settings.named(by.agency(), today).stream()
                        .anyMatch(one -> one.official().equals(official) && one.role() == role);
        if (!isRegistered || isNamed) {
            throw new NotToBeNamed();
        }
        var named =
                new TimekeepingSettings.Named(
                        UUID.randomUUID(), official, role, today, null, sourceOf(source));
        settings.name(by.agency(), named, clock.instant(), by.name());
    }

    public void endNamed(SignedIn by, UUID id) {
        settings.endNamed(by.agency(), id, today());
    }

    private static String sourceOf(String typed) {
        var source = ThaiText.normalise(typed);
        if (source.isEmpty() || source.length() > LONGEST) {
            throw new NoSource();
        }
        return source;
    }
}
