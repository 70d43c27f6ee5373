package th.sala.meetings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Agenda items with their papers, and who has an interest in them.
@Repository
class AgendaRows {
    private final JdbcClient db;

    AgendaRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.agenda_item (agency_id, id, meeting, number, title)
            SELECT :agency, :id, :meeting, coalesce(max(number), 0) + 1, :title
              FROM meetings.agenda_item
             WHERE agency_id = :agency AND meeting = :meeting
            """;

    void add(UUID agency, UUID meeting, UUID id, String title) {
        db.sql(ADD)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("id", id)
                .param("title", title)
                .update();
    }

    private static final String TITLE =
            "UPDATE meetings.agenda_item SET title = :title WHERE agency_id = :agency AND id = :id";

    void title(UUID agency, UUID id, String title) {
        db.sql(TITLE).param("agency", agency).param("id", id).param("title", title).update();
    }

    private static final String REMOVE_PAPERS =
            "DELETE FROM meetings.paper WHERE agency_id = :agency AND item = :item";
    private static final String REMOVE_INTERESTS =
            "DELETE FROM meetings.interest WHERE agency_id = :agency AND item = :item";
    private static final String REMOVE =
            "DELETE FROM meetings.agenda_item WHERE agency_id = :agency AND id = :item";
    private static final String CLOSE_UP =
            """
            UPDATE meetings.agenda_item SET number = number - 1
             WHERE agency_id = :agency AND meeting = :meeting AND number > :number
            """;

    /// The item with its papers; those after it move up.
    void remove(UUID agency, UUID meeting, AgendaItem item) {
        for (var sql : List.of(REMOVE_PAPERS, REMOVE_INTERESTS, REMOVE)) {
            db.sql(sql).param("agency", agency).param("item", item.id()).update();
        }
        db.sql(CLOSE_UP)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("number", item.number())
                .update();
    }

    private static final String SWAP =
            """
            UPDATE meetings.agenda_item SET number = CASE number WHEN :one THEN :other ELSE :one END
             WHERE agency_id = :agency AND meeting = :meeting AND number IN (:one, :other)
            """;

    void swap(UUID agency, UUID meeting, int one, int other) {
        db.sql(SWAP)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("one", one)
                .param("other", other)
                .update();
    }

    private static final String ADD_PAPER =
            """
            INSERT INTO meetings.paper (agency_id, id, item, name, sha256, size, at)
            VALUES (:agency, :id, :item, :name, :sha256, :size, :at)
            """;

    void addPaper(UUID agency, UUID item, Paper paper, Instant at) {
        db.sql(ADD_PAPER)
                .param("agency", agency)
                .param("item", item)
                .param("id", paper.id())
                .param("name", paper.name())
                .param("sha256", paper.sha256())
                .param("size", paper.size())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String REMOVE_PAPER =
            "DELETE FROM meetings.paper WHERE agency_id = :agency AND id = :id";

    void removePaper(UUID agency, UUID id) {
        db.sql(REMOVE_PAPER).param("agency", agency).param("id", id).update();
    }

    private static final String NOTE =
            """
            INSERT INTO meetings.interest (agency_id, item, attendee) VALUES (:agency, :item, :attendee)
            ON CONFLICT DO NOTHING
            """;

    /// @return whether it was not noted yet
    boolean note(UUID agency, UUID item, UUID attendee) {
        return interest(NOTE, agency, item, attendee);
    }

    private static final String TAKE_BACK =
            """
            DELETE FROM meetings.interest
             WHERE agency_id = :agency AND item = :item AND attendee = :attendee
            """;

    /// @return whether it was noted
    boolean takeBack(UUID agency, UUID item, UUID attendee) {
        return interest(TAKE_BACK, agency, item, attendee);
    }

    private boolean interest(String sql, UUID agency, UUID item, UUID attendee) {
        return db.sql(sql)
                        .param("agency", agency)
                        .param("item", item)
                        .param("attendee", attendee)
                        .update()
                > 0;
    }

    private static final String PAPERS =
            """
            SELECT p.item, p.id, p.name, p.sha256, p.size
              FROM meetings.paper p
              JOIN meetings.agenda_item i ON i.agency_id = p.agency_id AND i.id = p.item
             WHERE p.agency_id = :agency AND i.meeting = :meeting
             ORDER BY p.at, p.id
            """;
    private static final String INTERESTS =
            """
            SELECT n.item, n.attendee
              FROM meetings.interest n
              JOIN meetings.agenda_item i ON i.agency_id = n.agency_id AND i.id = n.item
             WHERE n.agency_id = :agency AND i.meeting = :meeting
            """;
    private static final String ITEMS =
            """
            SELECT id, number, title FROM meetings.agenda_item
             WHERE agency_id = :agency AND meeting = :meeting
             ORDER BY number
            """;

    List<AgendaItem> of(UUID agency, UUID meeting) {
        var papers = new HashMap<UUID, List<Paper>>();
        db.sql(PAPERS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(row -> {
                    papers.computeIfAbsent(
                                    row.getObject("item", UUID.class), _ -> new ArrayList<>())
                            .add(
                                    new Paper(
                                            row.getObject("id", UUID.class),
                                            row.getString("name"),
                                            row.getString("sha256"),
                                            row.getLong("size")));
                });
        var interested = new HashMap<UUID, Set<UUID>>();
        db.sql(INTERESTS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(row -> {
                    interested
                            .computeIfAbsent(
                                    row.getObject("item", UUID.class), _ -> new HashSet<>())
                            .add(row.getObject("attendee", UUID.class));
                });
        return db.sql(ITEMS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    return new AgendaItem(
                            id,
                            row.getInt("number"),
                            row.getString("title"),
                            papers.getOrDefault(id, List.of()),
                            interested.getOrDefault(id, Set.of()));
                })
                .list();
    }
}
