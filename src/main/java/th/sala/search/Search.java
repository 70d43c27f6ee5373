package th.sala.search;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.jobs.Jobs;

/// Where modules put what can be found, in the transaction that changes it. Never under a book's
/// lock: a record's words are many.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Search {
    private final Records records;
    private final KnownWords known;
    private final Rebuilds rebuilds;
    private final Jobs jobs;

    Search(Records records, KnownWords known, Rebuilds rebuilds, Jobs jobs) {
        this.records = records;
        this.known = known;
        this.rebuilds = rebuilds;
        this.jobs = jobs;
    }

    /// From the commit on the record is found as it is now. If nothing but its state changed, its
    /// words are not made again.
    public void put(Document document) {
        if (!records.changeState(document)) {
            put(prepare(List.of(document)));
        }
    }

    /// Does what is slow or waits for others, before anything is locked.
    List<Prepared> prepare(Collection<Document> documents) {
        var prepared = documents.stream().map(Prepared::of).toList();
        var words = new TreeSet<String>();
        prepared.forEach(one -> words.addAll(Lexemes.vocabulary(one.words().all())));
        known.learn(words);
        return prepared;
    }

    /// For whoever locks the record before it is put: in a transaction of its own, so that nobody
    /// waits for the record's words while the record waits.
    public void learn(Document document) {
        prepare(List.of(document));
    }

    /// As [#put] for many at once.
    void put(List<Prepared> prepared) {
        if (!prepared.isEmpty()) {
            records.put(prepared);
        }
    }

    /// From soon after the commit all records of the [Source] are found as they are then: for many
    /// that change at once.
    public void putLater(String source) {
        rebuilds.forget(source);
        jobs.now(Rebuilding.JOB);
    }

    /// Until the transaction ends nobody else puts the record: for whoever reads what is to be put
    /// only now, and had its words learned, see [#learn].
    public void lock(UUID agency, String kind, UUID id) {
        records.lock(agency, kind, id);
    }

    /// It is found no more.
    public void remove(UUID agency, String kind, UUID id) {
        records.remove(agency, kind, id);
    }

    /// From the next [#put] on the record is no longer found by this file's text, see [LaterTexts].
    public void removeFile(UUID agency, String kind, UUID id, String source) {
        if (records.lock(agency, kind, id)) {
            records.removeFiles(agency, kind, id, source);
        }
    }

    /// The same for all of its files.
    ///
    /// @return whether there were any
    public boolean removeFiles(UUID agency, String kind, UUID id) {
        return records.lock(agency, kind, id) && records.removeFiles(agency, kind, id, null);
    }
}
