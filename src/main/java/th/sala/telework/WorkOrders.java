package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// The head's orders.
@Repository
class WorkOrders {
    private final JdbcClient db;

    WorkOrders(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO telework.work_order (agency_id, id, kind, words, back_day, by, name, title, at)
            VALUES (:agency, :id, :kind, :words, :backDay, :by, :name, :title, :at)
            """;

    void add(UUID agency, WorkOrder order) {
        db.sql(ADD).paramSource(new RecordValues(order).addValue("agency", agency)).update();
    }

    private static final String NAME =
            """
            INSERT INTO telework.named (agency_id, work_order, agreement)
            VALUES (:agency, :order, :agreement)
            """;

    /// That the order is about the agreement.
    void name(UUID agency, UUID order, UUID agreement) {
        db.sql(NAME)
                .param("agency", agency)
                .param("order", order)
                .param("agreement", agreement)
                .update();
    }

    private static final String ALL =
            """
            SELECT id, kind, words, back_day, by, name, title, at, letter, number, dated
              FROM telework.work_order
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND id = :id";

    Optional<WorkOrder> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(WorkOrders::order)
                .optional();
    }

    private static final String LOCKED = FIND + " FOR UPDATE";

    /// Kept from others until the transaction ends.
    Optional<WorkOrder> locked(UUID agency, UUID id) {
        return db.sql(LOCKED)
                .param("agency", agency)
                .param("id", id)
                .query(WorkOrders::order)
                .optional();
    }

    private static final String NEWEST =
            ALL + " ORDER BY at DESC, id DESC LIMIT :rows OFFSET :skip";

    List<WorkOrder> newest(UUID agency, int rows, int skip) {
        return db.sql(NEWEST)
                .param("agency", agency)
                .param("rows", rows)
                .param("skip", skip)
                .query(WorkOrders::order)
                .list();
    }

    private static final String NUMBER =
            """
            UPDATE telework.work_order SET number = :number, dated = :dated
             WHERE agency_id = :agency AND id = :id
            """;

    void number(UUID agency, UUID id, String number, LocalDate dated) {
        db.sql(NUMBER)
                .param("agency", agency)
                .param("id", id)
                .param("number", number)
                .param("dated", dated)
                .update();
    }

    private static final String LETTER =
            "UPDATE telework.work_order SET letter = :letter WHERE agency_id = :agency AND id = :id";

    void letter(UUID agency, UUID id, UUID letter) {
        db.sql(LETTER).param("agency", agency).param("id", id).param("letter", letter).update();
    }

    private static WorkOrder order(ResultSet row, int number) throws SQLException {
        return new WorkOrder(
                row.getObject("id", UUID.class),
                WorkOrder.Kind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getObject("back_day", LocalDate.class),
                row.getObject("by", UUID.class),
                row.getString("name"),
                row.getString("title"),
                Agreements.instant(row, "at"),
                row.getObject("letter", UUID.class),
                row.getString("number"),
                row.getObject("dated", LocalDate.class));
    }
}
