package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Leaves on paper as they were recorded, what became of them, and what is still to be done.
@Repository
class PaperLeaves {
    private final JdbcClient db;
    private final LeaveRequests requests;

    PaperLeaves(JdbcClient db, LeaveRequests requests) {
        this.db = db;
        this.requests = requests;
    }

    private static final String ADD_REQUEST =
            """
            INSERT INTO leave.request
                   (agency_id, id, account, official, name, title, kind, first_day, from_noon, last_day, until_noon,
                    reason, necessity, contact, paper_sha256, paper_size, asked_at, state, ended_at, ended_by)
            VALUES (:agency, :id, :account, :official, :name, :title, :kind, :first, :fromNoon, :last, :untilNoon,
                    :reason, '', :contact, :sha256, :size, :askedAt, 'APPROVED', :endedAt, :endedBy)
            """;

    private static final String ADD_PAPER =
            """
            INSERT INTO leave.paper
                   (agency_id, request, office, power, approver_name, approver_title, approved_on, approval, handed_in,
                    explanation, breaches, converted_from, version, recorded_at, recorded_by)
            VALUES (:agency, :id, :office, :power, :approver, :approverTitle, :approvedOn, :approval, :handedIn,
                    :explanation, :breaches, :convertedFrom, :version, :recordedAt, :recordedBy)
            """;

    /// A leave that is approved as it comes.
    void add(LeaveRequest request) {
        request(db.sql(ADD_REQUEST), request)
                .param("account", request.by().account())
                .param("official", request.by().official())
                .param("name", request.by().name())
                .param("title", request.by().title())
                .param("kind", request.kind().name())
                .param("askedAt", utc(request.askedAt()))
                .update();
    }

    void add(PaperLeave paper) {
        add(paper.request());
        paper(db.sql(ADD_PAPER), paper)
                .param("convertedFrom", paper.convertedFrom(), Types.OTHER)
                .update();
        facts(paper);
    }

    private static final String CORRECT_REQUEST =
            """
            UPDATE leave.request
               SET first_day = :first, from_noon = :fromNoon, last_day = :last, until_noon = :untilNoon,
                   reason = :reason, contact = :contact, paper_sha256 = :sha256, paper_size = :size,
                   ended_at = :endedAt, ended_by = :endedBy
             WHERE agency_id = :agency AND id = :id
            """;

    private static final String CORRECT_PAPER =
            """
            UPDATE leave.paper
               SET office = :office, power = :power, approver_name = :approver, approver_title = :approverTitle,
                   approved_on = :approvedOn, approval = :approval, handed_in = :handedIn, explanation = :explanation,
                   breaches = :breaches, version = :version, recorded_at = :recordedAt, recorded_by = :recordedBy
             WHERE agency_id = :agency AND request = :id
            """;

    private static final String FORGET_FACTS =
            "DELETE FROM leave.fact WHERE agency_id = :agency AND request = :request";

    void correct(PaperLeave paper) {
        request(db.sql(CORRECT_REQUEST), paper.request()).update();
        paper(db.sql(CORRECT_PAPER), paper).update();
        db.sql(FORGET_FACTS)
                .param("agency", paper.request().agency())
                .param("request", paper.request().id())
                .update();
        facts(paper);
    }

    private static JdbcClient.StatementSpec request(
            JdbcClient.StatementSpec sql, LeaveRequest request) {
        var scan = request.paper();
        var at = request.endedAt();
        return sql.param("agency", request.agency())
                .param("id", request.id())
                .param("first", request.days().first())
                .param("fromNoon", request.days().fromNoon())
                .param("last", request.days().last())
                .param("untilNoon", request.days().untilNoon())
                .param("reason", request.reason())
                .param("contact", request.contact())
                .param("sha256", scan == null ? null : scan.sha256(), Types.VARCHAR)
                .param("size", scan == null ? null : scan.size(), Types.BIGINT)
                .param("endedAt", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedBy", request.endedBy());
    }

    private static JdbcClient.StatementSpec paper(JdbcClient.StatementSpec sql, PaperLeave paper) {
        var approval = paper.approval();
        var breaches =
                paper.breaches().stream()
                        .sorted()
                        .map(Breach::name)
                        .collect(Collectors.joining(" "));
        return sql.param("agency", paper.request().agency())
                .param("id", paper.request().id())
                .param("office", paper.office().name())
                .param("power", approval.power().name())
                .param("approver", approval.name())
                .param("approverTitle", approval.title())
                .param("approvedOn", approval.on())
                .param("approval", approval.paper())
                .param("handedIn", paper.handedIn())
                .param("explanation", paper.explanation())
                .param("breaches", breaches)
                .param("version", paper.version())
                .param("recordedAt", utc(paper.recordedAt()))
                .param("recordedBy", paper.recordedBy());
    }

    private static final String ADD_FACT =
            "INSERT INTO leave.fact (agency_id, request, fact, value) VALUES (:agency, :request, :fact, :value)";

    private void facts(PaperLeave paper) {
        paper.facts()
                .all()
                .forEach((fact, value) ->
                        db.sql(ADD_FACT)
                                .param("agency", paper.request().agency())
                                .param("request", paper.request().id())
                                .param("fact", fact.name())
                                .param("value", value)
                                .update());
    }

    private static final String FACTS =
            """
            SELECT f.request, f.fact, f.value
              FROM leave.fact f JOIN leave.request r ON r.agency_id = f.agency_id AND r.id = f.request
             WHERE f.agency_id = :agency AND r.official = :official
            """;

    /// What the papers of a person say.
    Map<UUID, PaperFacts> facts(UUID agency, UUID official) {
        var all = new HashMap<UUID, EnumMap<PaperFact, String>>();
        db.sql(FACTS)
                .param("agency", agency)
                .param("official", official)
                .query(row -> {
                    all.computeIfAbsent(
                                    row.getObject("request", UUID.class),
                                    _ -> new EnumMap<>(PaperFact.class))
                            .put(PaperFact.valueOf(row.getString("fact")), row.getString("value"));
                });
        var facts = new HashMap<UUID, PaperFacts>();
        all.forEach((id, one) -> facts.put(id, new PaperFacts(one)));
        return facts;
    }

    private static final String FIND =
            """
            SELECT office, power, approver_name, approver_title, approved_on, approval, handed_in, explanation, breaches,
                   converted_from, version, recorded_at, recorded_by
              FROM leave.paper
             WHERE agency_id = :agency AND request = :request
            """;

    Optional<PaperLeave> find(UUID agency, UUID id) {
        return requests.find(agency, id)
                .flatMap(request ->
                        db.sql(FIND)
                                .param("agency", agency)
                                .param("request", id)
                                .query((row, _) -> paper(request, row))
                                .optional());
    }

    private PaperLeave paper(LeaveRequest request, ResultSet row) throws SQLException {
        var facts =
                facts(request.agency(), request.by().official())
                        .getOrDefault(request.id(), PaperFacts.NONE);
        var breaches =
                Arrays.stream(row.getString("breaches").split(" "))
                        .filter(one -> !one.isEmpty())
                        .map(Breach::valueOf)
                        .collect(Collectors.toSet());
        return new PaperLeave(
                request,
                facts,
                PaperOffice.valueOf(row.getString("office")),
                new PaperLeave.Approval(
                        PaperPower.valueOf(row.getString("power")),
                        row.getString("approver_name"),
                        row.getString("approver_title"),
                        row.getObject("approved_on", LocalDate.class),
                        row.getString("approval")),
                row.getObject("handed_in", LocalDate.class),
                row.getString("explanation"),
                breaches,
                row.getObject("converted_from", UUID.class),
                row.getInt("version"),
                moment(row, "recorded_at"),
                row.getString("recorded_by"));
    }

    private static final String NEWEST =
            """
            SELECT p.request
              FROM leave.paper p JOIN leave.request r ON r.agency_id = p.agency_id AND r.id = p.request
             WHERE p.agency_id = :agency AND r.name ILIKE '%' || :name || '%'
             ORDER BY p.recorded_at DESC, p.request
             LIMIT :rows OFFSET :skip
            """;

    /// Those of people of whose name this is a part, the last recorded first.
    List<LeaveRequest> newest(UUID agency, String name, int rows, int skip) {
        return db
                .sql(NEWEST)
                .param("agency", agency)
                .param("name", name)
                .param("rows", rows)
                .param("skip", skip)
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(id -> requests.find(agency, id).stream())
                .toList();
    }

    private static final String OFFICE =
            """
            SELECT p.office
              FROM leave.paper p JOIN leave.request r ON r.agency_id = p.agency_id AND r.id = p.request
             WHERE p.agency_id = :agency AND r.official = :official
             ORDER BY p.recorded_at DESC, p.request
             LIMIT 1
            """;

    /// What a person was on their last paper; empty if there is none.
    Optional<PaperOffice> office(UUID agency, UUID official) {
        return db.sql(OFFICE)
                .param("agency", agency)
                .param("official", official)
                .query(String.class)
                .optional()
                .map(PaperOffice::valueOf);
    }

    private static final String CHANGE =
            """
            INSERT INTO leave.paper_change (agency_id, request, number, what, first_day, from_noon, last_day, until_noon, reason, at, by, because)
            SELECT :agency, :request, count(*) + 1, :what, :first, :fromNoon, :last, :untilNoon, :reason, :at, :by, :because
              FROM leave.paper_change WHERE agency_id = :agency AND request = :request
            """;

    void change(
            LeaveRequest request,
            PaperLeave.What what,
            LeaveDays days,
            String reason,
            Instant at,
            String by) {
        change(request, what, days, reason, at, by, null);
    }

    /// That maternity leave ended another, whether that is on paper or was asked for in Sala.
    void overridden(
            LeaveRequest request, LeaveDays left, LeaveRequest maternity, Instant at, String by) {
        change(request, PaperLeave.What.OVERRIDDEN, left, "", at, by, maternity.id());
    }

    private void change(
            LeaveRequest request,
            PaperLeave.What what,
            LeaveDays days,
            String reason,
            Instant at,
            String by,
            @Nullable UUID because) {
        db.sql(CHANGE)
                .param("agency", request.agency())
                .param("request", request.id())
                .param("what", what.name())
                .param("first", days.first())
                .param("fromNoon", days.fromNoon())
                .param("last", days.last())
                .param("untilNoon", days.untilNoon())
                .param("reason", reason)
                .param("at", utc(at))
                .param("by", by)
                .param("because", because, Types.OTHER)
                .update();
    }

    private static final String ENDED_BY =
            """
            SELECT DISTINCT request FROM leave.paper_change WHERE agency_id = :agency AND because = :because
            """;

    /// Leaves that a maternity leave ended, as they are now, the earliest first.
    List<LeaveRequest> endedBy(UUID agency, UUID maternity) {
        return db
                .sql(ENDED_BY)
                .param("agency", agency)
                .param("because", maternity)
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(id -> requests.find(agency, id).stream())
                .sorted(Comparator.comparingLong(one -> one.days().begin()))
                .toList();
    }

    private static final String CHANGES =
            """
            SELECT number, what, first_day, from_noon, last_day, until_noon, reason, at, by
              FROM leave.paper_change
             WHERE agency_id = :agency AND request = :request
             ORDER BY number
            """;

    List<PaperLeave.Change> changes(UUID agency, UUID request) {
        return db.sql(CHANGES)
                .param("agency", agency)
                .param("request", request)
                .query((row, _) ->
                        new PaperLeave.Change(
                                row.getInt("number"),
                                PaperLeave.What.valueOf(row.getString("what")),
                                new LeaveDays(
                                        row.getObject("first_day", LocalDate.class),
                                        row.getBoolean("from_noon"),
                                        row.getObject("last_day", LocalDate.class),
                                        row.getBoolean("until_noon")),
                                row.getString("reason"),
                                moment(row, "at"),
                                row.getString("by")))
                .list();
    }

    private static final String FORGET_DUTIES =
            "DELETE FROM leave.duty WHERE agency_id = :agency AND request = :request AND duty NOT IN (:duties)";

    private static final String OWE =
            """
            INSERT INTO leave.duty (agency_id, request, duty, due_on) VALUES (:agency, :request, :duty, :due)
            ON CONFLICT (agency_id, request, duty) DO UPDATE SET due_on = :due
            """;

    /// What is to be done after a leave, and nothing else; what is done stays so.
    void owe(LeaveRequest request, List<Duty.Due> duties) {
        var names = duties.stream().map(one -> one.duty().name()).toList();
        db.sql(FORGET_DUTIES)
                .param("agency", request.agency())
                .param("request", request.id())
                .param("duties", names.isEmpty() ? List.of("") : names)
                .update();
        for (var one : duties) {
            db.sql(OWE)
                    .param("agency", request.agency())
                    .param("request", request.id())
                    .param("duty", one.duty().name())
                    .param("due", one.day(), Types.DATE)
                    .update();
        }
    }

    private static final String DONE =
            """
            UPDATE leave.duty SET done_on = :day, done_by = :by
             WHERE agency_id = :agency AND request = :request AND duty = :duty
            """;

    /// @return whether there is such a duty
    boolean done(LeaveRequest request, Duty duty, LocalDate day, String by) {
        return db.sql(DONE)
                        .param("agency", request.agency())
                        .param("request", request.id())
                        .param("duty", duty.name())
                        .param("day", day)
                        .param("by", by)
                        .update()
                > 0;
    }

    private static final String DUTIES =
            """
            SELECT d.request, r.official, r.name, r.kind, d.duty, d.due_on, d.done_on
              FROM leave.duty d JOIN leave.request r ON r.agency_id = d.agency_id AND r.id = d.request
             WHERE d.agency_id = :agency
            """;

    private static final String OF_REQUEST = DUTIES + " AND d.request = :request ORDER BY d.duty";

    List<PaperLeave.Open> duties(UUID agency, UUID request) {
        return db.sql(OF_REQUEST)
                .param("agency", agency)
                .param("request", request)
                .query(PaperLeaves::open)
                .list();
    }

    private static final String OPEN =
            DUTIES
                    + """
                       AND d.done_on IS NULL AND r.state = 'APPROVED' AND (:everybody OR r.official = :official)
                       AND (d.due_on <= :until OR (d.due_on IS NULL AND (d.duty IN ('REPORT_ABOVE', 'TELL_CABINET') OR r.last_day < :today)))
                     ORDER BY d.due_on NULLS LAST, d.request, d.duty
                     LIMIT :rows
                    """;

    /// What is not done yet and due until a day, or, where no day is known, after the leave.
    ///
    /// @param official of one person; null for all
    List<PaperLeave.Open> open(
            UUID agency, @Nullable UUID official, LocalDate today, LocalDate until, int rows) {
        return db.sql(OPEN)
                .param("agency", agency)
                .param("everybody", official == null)
                .param("official", official, Types.OTHER)
                .param("today", today)
                .param("until", until)
                .param("rows", rows)
                .query(PaperLeaves::open)
                .list();
    }

    private static PaperLeave.Open open(ResultSet row, int number) throws SQLException {
        return new PaperLeave.Open(
                row.getObject("request", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("name"),
                LeaveKind.valueOf(row.getString("kind")),
                Duty.valueOf(row.getString("duty")),
                row.getObject("due_on", LocalDate.class),
                row.getObject("done_on", LocalDate.class));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
