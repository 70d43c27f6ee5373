package th.sala.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.FSDirectory;

/// The same words of the same letters in Lucene: what a library made for this does on the machine.
/// It keeps the words alone, knows nobody's rights, counts nothing by kind and gives back ids.
final class LuceneReference implements AutoCloseable {
    private final Path folder;
    private final FSDirectory directory;
    private final IndexWriter writer;

    LuceneReference(Path folder) throws IOException {
        this.folder = folder;
        directory = FSDirectory.open(folder);
        writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(64));
    }

    void add(Prepared prepared) {
        var document = new org.apache.lucene.document.Document();
        var at = prepared.document().at().toEpochMilli();
        prepared.words().all().stream()
                .filter(lexeme -> !lexeme.startsWith(Lexemes.HEAD))
                .forEach(lexeme -> document.add(new StringField("word", lexeme, Field.Store.NO)));
        document.add(new StringField("id", prepared.document().id().toString(), Field.Store.YES));
        document.add(new LongPoint("at", at));
        document.add(new NumericDocValuesField("order", at));
        try {
            writer.addDocument(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void commit() throws IOException {
        writer.commit();
    }

    long bytes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    DirectoryReader reader() throws IOException {
        return DirectoryReader.open(directory);
    }

    static Query all(List<String> words) {
        var query = new BooleanQuery.Builder();
        words.forEach(word -> query.add(new TermQuery(new Term("word", word)), Occur.MUST));
        return query.build();
    }

    static Query cut(String piece) {
        return new WildcardQuery(new Term("word", "*" + piece + "*"));
    }

    static Query between(Query query, Instant from, Instant until) {
        var range = LongPoint.newRangeQuery("at", from.toEpochMilli(), until.toEpochMilli());
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(range, Occur.FILTER).build();
    }

    /// The newest that have the words, counted as far as the page counts.
    static int find(IndexSearcher searcher, Query query) throws IOException {
        var newest = new Sort(new SortField("order", SortField.Type.LONG, true));
        var hits = searcher.search(query, new TopFieldCollectorManager(newest, 26, null, 1000));
        var fields = searcher.storedFields();
        for (var hit : hits.scoreDocs) {
            fields.document(hit.doc);
        }
        return hits.scoreDocs.length;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }
}
