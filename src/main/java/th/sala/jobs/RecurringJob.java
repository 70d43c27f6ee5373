package th.sala.jobs;

import java.time.Duration;

/// Work that is done again and again. Modules declare these as beans.
///
/// The work may be cut off anywhere by a dying machine and is then begun anew, so it must be safe
/// to repeat. It begins outside any agency's scope and outside any transaction.
///
/// @param name unique in the installation, such as `mail.outbox`
/// @param period from the end of one run to the beginning of the next
public record RecurringJob(String name, Duration period, Runnable work) {
    public RecurringJob {
        if (!name.matches("[a-z][a-z.-]*[a-z]")) {
            throw new IllegalArgumentException("not a job's name: " + name);
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("no period for " + name);
        }
    }
}
