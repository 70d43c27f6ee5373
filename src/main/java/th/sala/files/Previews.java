package th.sala.files;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.jobs.Jobs;
import th.sala.reader.Feature;

/// Texts and pictures of PDFs, made by [PreviewWork] after they were asked for. Who may see those
/// of a file is decided by the record that names it, never here.
@Service
public class Previews {
    private final Readings readings;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Previews(Readings readings, Jobs jobs, ApplicationEventPublisher events, Clock clock) {
        this.readings = readings;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /// Has the file read some time after the current transaction, once. Costs the caller one row.
    /// When its text is known, or was before, [PdfRead] says so.
    @Transactional
    public void want(UUID agency, String sha256) {
        if (readings.want(agency, sha256, clock.instant())) {
            jobs.now(PreviewWork.JOB);
        } else if (readings.hasText(agency, sha256)) {
            events.publishEvent(new PdfRead(agency, sha256));
        }
    }

    /// What there is of the file; what is missing of these pages is asked for.
    ///
    /// @param from the first page, from 1; anything else is put right
    @Transactional
    public Preview of(UUID agency, String sha256, int from) {
        var found = readings.find(agency, sha256);
        if (found.isEmpty()) {
            want(agency, sha256);
            return Preview.preparing();
        }
        var reading = found.get();
        if (reading.due()) {
            return Preview.preparing();
        }
        if (!reading.trouble().isEmpty()) {
            return new Preview(
                    Preview.State.TROUBLE, reading.trouble(), 0, List.of(), true, 1, List.of());
        }
        var first = Math.clamp(from, 1, reading.pages());
        var last = Math.min(first + Preview.AT_ONCE - 1, reading.pages());
        if (readings.wantPages(agency, sha256, first, last, clock.instant()) > 0) {
            jobs.now(PreviewWork.JOB);
        }
        return new Preview(
                Preview.State.READY,
                "",
                reading.pages(),
                reading.features().stream().map(Feature::valueOf).toList(),
                readings.hasText(agency, sha256),
                first,
                pages(agency, sha256, first, last));
    }

    private List<Preview.Page> pages(UUID agency, String sha256, int first, int last) {
        var texts = readings.texts(agency, sha256, first, last);
        var pages = new ArrayList<Preview.Page>();
        for (var picture : readings.pictures(agency, sha256, first, last)) {
            var place = picture.page() - first;
            pages.add(
                    new Preview.Page(
                            picture.page(),
                            state(picture),
                            picture.trouble(),
                            picture.width(),
                            picture.height(),
                            picture.whole(),
                            place < texts.size() ? texts.get(place) : ""));
        }
        return pages;
    }

    private static Preview.State state(Readings.Picture picture) {
        if (picture.due()) {
            return Preview.State.PREPARING;
        }
        return picture.trouble().isEmpty() ? Preview.State.READY : Preview.State.TROUBLE;
    }

    /// The stored file of a page's picture, if it is drawn.
    @Transactional(readOnly = true)
    public Optional<String> picture(UUID agency, String sha256, int page) {
        return readings.pictures(agency, sha256, page, page).stream()
                .map(Readings.Picture::picture)
                .filter(picture -> !picture.isEmpty())
                .findFirst();
    }

    /// What the reading of a file came to.
    ///
    /// @param trouble the message key of why it cannot be read; empty if it can
    /// @param firstPage its text
    public record Outcome(String trouble, int pages, String firstPage) {}

    /// Nothing while it is, or is again, to be read.
    @Transactional(readOnly = true)
    public Optional<Outcome> outcome(UUID agency, String sha256) {
        return readings.find(agency, sha256)
                .filter(reading -> !reading.due())
                .map(reading -> {
                    var first = readings.texts(agency, sha256, 1, 1);
                    return new Outcome(
                            reading.trouble(),
                            reading.pages(),
                            first.isEmpty() ? "" : first.getFirst());
                });
    }

    /// The text of all pages that was kept, for search.
    @Transactional(readOnly = true)
    public List<String> texts(UUID agency, String sha256) {
        return readings.texts(agency, sha256, 1, Integer.MAX_VALUE);
    }

    /// Somebody wants what went wrong tried once more.
    @Transactional
    public void again(UUID agency, String sha256) {
        readings.again(agency, sha256, clock.instant());
        jobs.now(PreviewWork.JOB);
    }
}
