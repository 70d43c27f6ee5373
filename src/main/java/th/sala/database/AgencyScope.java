package th.sala.database;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Whose rows the database shows and accepts. Row-level security filters every agency-owned table
/// by the scope that a transaction began in; outside any scope those tables are empty.
///
/// A scope is bound to a piece of work, never to a thread: whoever starts work for an agency (a
/// request, a listener, a job) says so with [#within].
public final class AgencyScope {
    private static final ScopedValue<AgencyScope> CURRENT = ScopedValue.newInstance();

    /// Work across agencies that belongs to none of them: receiving mail, emptying the outbox.
    private static final AgencyScope EVERYWHERE = new AgencyScope(Optional.empty());

    private final Optional<UUID> agency;

    private AgencyScope(Optional<UUID> agency) {
        this.agency = agency;
    }

    /// Does the work in the scope of one agency. Transactions must begin inside.
    public static <T extends @org.jspecify.annotations.Nullable Object> T within(
            UUID agency, Supplier<T> work) {
        return in(new AgencyScope(Optional.of(agency)), work);
    }

    public static void within(UUID agency, Runnable work) {
        in(new AgencyScope(Optional.of(agency)), () -> done(work));
    }

    /// Does the system's own work over the rows of all agencies. Never for a person's request.
    public static <T extends @org.jspecify.annotations.Nullable Object> T everywhere(
            Supplier<T> work) {
        return in(EVERYWHERE, work);
    }

    public static void everywhere(Runnable work) {
        in(EVERYWHERE, () -> done(work));
    }

    /// The agency that the current work is for, if it is for one.
    public static Optional<UUID> agency() {
        return current().flatMap(scope -> scope.agency);
    }

    static Optional<AgencyScope> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// The value of the transaction's setting `sala.agency`: an id, `*` for the system's own work,
    /// or nothing.
    static String setting() {
        return current().map(scope -> scope.agency.map(UUID::toString).orElse("*")).orElse("");
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> T in(
            AgencyScope scope, Supplier<T> work) {
        return ScopedValue.where(CURRENT, scope).call(work::get);
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }
}
