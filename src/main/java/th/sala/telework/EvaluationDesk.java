package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.telework.Evaluation.Question;
import th.sala.telework.Evaluation.Survey;

/// การประเมินผลประจำปี: efficiency, effectiveness and lessons in words, results in numbers, and an
/// anonymous survey. Every call is made in the agency's scope.
@Service
@Transactional
public class EvaluationDesk {
    static final int MOST_CHOICE = 5;
    private static final Citation YEARLY = new Citation("T7", MANUAL_63, "ข้อ 9.3(3)");

    /// Refusal: so few worked outside that answers would be known.
    public static final class TooFewPeople extends Refusal {
        TooFewPeople() {
            super(YEARLY, "telework.refused.too-few", FollowUpRules.LEAST_ANSWERS);
        }
    }

    /// Refusal: not open, or answered already.
    public static final class NoSurvey extends Refusal {
        NoSurvey() {
            super("telework.refused.no-survey");
        }
    }

    /// Refusal: a question without an answer.
    public static final class NotAnswered extends Refusal {
        NotAnswered() {
            super("telework.refused.not-answered");
        }
    }

    /// One question's answers.
    ///
    /// @param counts for 1 to 5
    /// @param average in hundredths
    public record Line(Question question, List<Integer> counts, int average) {}

    /// A year with all that is known of it.
    ///
    /// @param people who worked outside in it
    /// @param takers who answered
    /// @param lines empty as long as they may not be shown
    public record Year(
            Evaluation evaluation,
            int people,
            int takers,
            List<Line> lines,
            int ended,
            int reported,
            Map<TeleworkResult.Verdict, Integer> verdicts) {
        public int count(TeleworkResult.Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0);
        }

        public boolean hasEnoughPeople() {
            return people >= FollowUpRules.LEAST_ANSWERS;
        }
    }

    private final Evaluations evaluations;
    private final TeleworkResults results;
    private final TeleworkOffice office;
    private final OrderDesk orders;
    private final TeleworkEvidence evidence;
    private final Clock clock;

    EvaluationDesk(
            Evaluations evaluations,
            TeleworkResults results,
            TeleworkOffice office,
            OrderDesk orders,
            TeleworkEvidence evidence,
            Clock clock) {
        this.evaluations = evaluations;
        this.results = results;
        this.office = office;
        this.orders = orders;
        this.evidence = evidence;
        this.clock = clock;
    }

    private static LocalDate first(int year) {
        return LocalDate.of(year - 1, Month.OCTOBER, 1);
    }

    private static LocalDate last(int year) {
        return LocalDate.of(year, Month.SEPTEMBER, 30);
    }

    /// @throws ResponseStatusException as if there were nothing, to who is neither head nor
    ///   personnel
    @Transactional(readOnly = true)
    Year year(SignedIn who, int year) {
        if (!orders.seesAll(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var evaluation =
                evaluations.find(who.agency(), year).orElseGet(() -> Evaluation.none(year));
        var takers = evaluations.takers(who.agency(), year);
        var sum = results.sum(who.agency(), first(year), last(year));
        return new Year(
                evaluation,
                people(who.agency(), year).size(),
                takers,
                FollowUpRules.isShown(evaluation.isClosed(), takers)
                        ? lines(evaluations.counts(who.agency(), year))
                        : List.of(),
                sum.ended(),
                sum.reported(),
                sum.verdicts());
    }

    private List<UUID> people(UUID agency, int year) {
        return evaluations.people(agency, first(year), last(year));
    }

    private static List<Line> lines(List<Evaluations.Count> counts) {
        var lines = new ArrayList<Line>();
        for (var question : Question.values()) {
            var own = counts.stream().filter(one -> one.question() == question).toList();
            var all = own.stream().mapToInt(Evaluations.Count::answers).sum();
            var weighed = own.stream().mapToInt(one -> one.choice() * one.answers()).sum();
            lines.add(
                    new Line(
                            question,
                            own.stream().map(Evaluations.Count::answers).toList(),
                            all == 0 ? 0 : Math.round(100f * weighed / all)));
        }
        return lines;
    }

    /// Keeps the words of a year.
    public void save(
            SignedIn who,
            int year,
            int version,
            String efficiency,
            String effectiveness,
            String lessons) {
        office.mustHave(who, TeleworkOffice.Duty.PERSONNEL);
        var there = evaluations.find(who.agency(), year).orElseGet(() -> Evaluation.none(year));
        var evaluation =
                new Evaluation(
                        year,
                        AgreementDesk.plain(efficiency),
                        AgreementDesk.plain(effectiveness),
                        AgreementDesk.plain(lessons),
                        version,
                        there.survey());
        keep(who, evaluation);
        evidence.evaluation(
                who,
                "telework.evaluated",
                Fields.none().with("fiscal-year", year).with("words", evaluation.toString()));
    }

    private void keep(SignedIn who, Evaluation evaluation) {
        if (!evaluations.save(who.agency(), evaluation)) {
            throw new Agreement.MovedOn();
        }
    }

    /// Opens the year's survey, or closes it for good.
    public void survey(SignedIn who, int year, boolean open) {
        office.mustHave(who, TeleworkOffice.Duty.PERSONNEL);
        var there = evaluations.find(who.agency(), year).orElseGet(() -> Evaluation.none(year));
        if (there.survey() != (open ? Survey.NONE : Survey.OPEN)) {
            throw new Agreement.MovedOn();
        }
        if (open && people(who.agency(), year).size() < FollowUpRules.LEAST_ANSWERS) {
            throw new TooFewPeople();
        }
        keep(
                who,
                new Evaluation(
                        year,
                        there.efficiency(),
                        there.effectiveness(),
                        there.lessons(),
                        there.version(),
                        open ? Survey.OPEN : Survey.CLOSED));
        if (open) {
            evaluations.begin(who.agency(), year);
        }
        evidence.evaluation(
                who,
                open ? "telework.survey-opened" : "telework.survey-closed",
                Fields.none().with("fiscal-year", year));
    }

    /// The year whose survey the person may answer; empty if there is none.
    @Transactional(readOnly = true)
    List<Integer> surveysFor(SignedIn who) {
        var official = who.official();
        var now = FollowUpRules.yearOf(LocalDate.now(clock));
        return official == null
                ? List.of()
                : List.of(now - 1, now).stream()
                        .filter(year -> isAsked(who.agency(), year, official))
                        .toList();
    }

    private boolean isAsked(UUID agency, int year, UUID official) {
        return evaluations.find(agency, year).filter(Evaluation::isOpen).isPresent()
                && !evaluations.hasTaken(agency, year, official)
                && people(agency, year).contains(official);
    }

    /// Answers. Nothing is kept that says which answers are whose: no entry of evidence either.
    ///
    /// @param answers one of 1 to 5 for each question
    public void answer(SignedIn who, int year, Map<Question, Integer> answers) {
        var official = who.official();
        if (official == null
                || !evaluations.staysOpen(who.agency(), year)
                || !isAsked(who.agency(), year, official)) {
            throw new NoSurvey();
        }
        for (var question : Question.values()) {
            var choice = answers.getOrDefault(question, 0);
            if (choice < 1 || choice > MOST_CHOICE) {
                throw new NotAnswered();
            }
        }
        if (!evaluations.take(who.agency(), year, official)) {
            throw new NoSurvey();
        }
        evaluations.count(who.agency(), year, answers);
    }
}
