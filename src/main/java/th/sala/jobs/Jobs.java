package th.sala.jobs;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where a job is woken before its time.
@Service
public class Jobs {
    private final LinkedBlockingQueue<String> wishes = new LinkedBlockingQueue<>();

    Jobs() {}

    /// Has the job run as soon as it can: once the current transaction has committed, if there is
    /// one, and again if it is running just now. Costs the caller nothing; many wishes become one
    /// run. A wish that dies with this machine is made good by the job's own period.
    public void now(String name) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wishes.add(name);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wishes.add(name);
                    }
                });
    }

    /// Waits for the next wish and takes all that are there.
    Set<String> takeWishes() throws InterruptedException {
        var names = new LinkedHashSet<String>();
        names.add(wishes.take());
        wishes.drainTo(names);
        return names;
    }
}
