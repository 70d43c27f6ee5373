package th.sala.search;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.jobs.Jobs;

/// Where modules put what can be found, in the transaction that changes it.
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

    /// Does what is slow or waits for others: comes before a book is locked.
    public Prepared prepare(Document document) {
        return prepare(List.of(document)).getFirst();
    }

    /// The same for many at once.
    List<Prepared> prepare(Collection<Document> documents) {
        var prepared = documents.stream().map(Prepared::of).toList();
        var words = new TreeSet<String>();
        prepared.forEach(one -> words.addAll(Lexemes.vocabulary(one.ofText())));
        known.learn(words);
        return prepared;
    }

    /// From the commit on the record is found as it is now.
    public void put(Prepared prepared) {
        put(List.of(prepared));
    }

    /// The same for many at once.
    void put(List<Prepared> prepared) {
        if (!prepared.isEmpty()) {
            records.put(prepared);
        }
    }

    /// As [#prepare] and [#put].
    public void put(Document document) {
        put(prepare(document));
    }

    /// From soon after the commit all records of the [Source] are found as they are then: for many
    /// that change at once.
    public void putLater(String source) {
        rebuilds.forget(source);
        jobs.now(Rebuilding.JOB);
    }

    /// It is found no more.
    public void remove(UUID agency, String kind, UUID id) {
        records.remove(agency, kind, id);
    }

    /// Keeps the text of one of the record's files, which is found by its words from then on, also
    /// when the record is put again. May be repeated: a later text of the same file takes the place
    /// of the former.
    ///
    /// @param source which file of the record
    /// @return false if there is no such record
    public boolean putFile(UUID agency, String kind, UUID id, String source, String text) {
        var words = Lexemes.ofText(text);
        known.learn(Lexemes.vocabulary(words));
        if (!records.lock(agency, kind, id)) {
            return false;
        }
        records.putFile(agency, kind, id, source, text, List.copyOf(words));
        return true;
    }

    /// Puts records of a [Source] again, with the texts of their files.
    void putAgain(List<Document> documents) {
        for (var document : documents) {
            for (var file : records.oldFiles(document.agency(), document.kind(), document.id())) {
                putFile(
                        document.agency(),
                        document.kind(),
                        document.id(),
                        file.source(),
                        file.body());
            }
        }
        put(prepare(documents));
    }
}
