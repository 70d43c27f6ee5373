package th.sala.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.leave.FiscalYear;
import th.sala.telework.AgreementDesk;
import th.sala.telework.Evaluation;
import th.sala.telework.EvaluationDesk;
import th.sala.telework.FollowUpDesk;
import th.sala.telework.Goal;
import th.sala.telework.OrderDesk;
import th.sala.telework.OutsideForm;
import th.sala.telework.PolicyContent;
import th.sala.telework.ResultDesk;
import th.sala.telework.TeleworkOffice;
import th.sala.telework.TeleworkPolicyDesk;
import th.sala.telework.TeleworkResult;
import th.sala.telework.Terms;

/// The telework of the fictional people, as far as `telework.tsv` says: a policy in force, who is
/// in charge, people outside by one order, two of them called back, whose results are reported, one
/// of these assessed, somebody proposed to the head, and a survey that all but one have answered.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoTelework {
    private static final String IDENTIFIED = "demonstration";
    private static final int MONTHS = 3;

    private final TeleworkPolicyDesk policies;
    private final TeleworkOffice office;
    private final AgreementDesk agreements;
    private final OrderDesk orders;
    private final FollowUpDesk followUps;
    private final ResultDesk results;
    private final EvaluationDesk evaluations;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    DemoTelework(
            TeleworkPolicyDesk policies,
            TeleworkOffice office,
            AgreementDesk agreements,
            OrderDesk orders,
            FollowUpDesk followUps,
            ResultDesk results,
            EvaluationDesk evaluations,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.policies = policies;
        this.office = office;
        this.agreements = agreements;
        this.orders = orders;
        this.followUps = followUps;
        this.results = results;
        this.evaluations = evaluations;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    private record Person(SignedIn who, Table.Line line) {
        boolean is(String part) {
            return line.text("part").equals(part);
        }

        boolean isOrdered() {
            return is("ORDERED") || isBack();
        }

        /// Whether they were called back, so that there is a result to report.
        boolean isBack() {
            return is("REPORTED") || is("ASSESSED");
        }
    }

    /// To be called in the scope of the agency, once its accounts are open; again it does nothing.
    void fill(DemoAgency agency) {
        var today = LocalDate.now(clock);
        var people =
                Table.read("telework.tsv").stream()
                        .flatMap(line -> person(agency, line).stream())
                        .toList();
        var administrator =
                accounts.of(agency.id()).stream()
                        .filter(one -> one.roles().contains(Role.ADMINISTRATOR))
                        .findFirst();
        var head = people.stream().filter(one -> one.is("HEAD")).findFirst();
        if (administrator.isEmpty()
                || head.isEmpty()
                || policies.inForce(agency.id(), today).isPresent()) {
            return;
        }
        var by = administrator.get().signedIn(IDENTIFIED);
        for (var duty : TeleworkOffice.Duty.values()) {
            people.stream()
                    .filter(one -> one.is(duty.name()))
                    .forEach(one -> name(by, one.who(), duty, agency));
        }
        policies.save(by, policy(), 0);
        policies.putInForce(head.get().who(), 1, today);
        var agreed = order(head.get().who(), people.stream().filter(Person::isOrdered).toList());
        people.stream().filter(one -> one.is("PROPOSED")).forEach(this::propose);
        people.stream().filter(one -> one.is("TECHNICAL")).forEach(one -> lend(one, agreed));
        people.stream()
                .filter(one -> one.is("PERSONNEL"))
                .forEach(one -> survey(one, List.copyOf(agreed.keySet())));
    }

    private void name(SignedIn by, SignedIn officer, TeleworkOffice.Duty duty, DemoAgency agency) {
        var official = officer.official();
        if (official != null) {
            office.nameOfficer(
                    by,
                    official,
                    duty,
                    "คำสั่ง%s เรื่อง มอบหมายผู้รับผิดชอบการปฏิบัติราชการนอกสถานที่"
                            .formatted(agency.name()));
        }
    }

    private Optional<Person> person(DemoAgency agency, Table.Line line) {
        return organisation.officials(agency.id()).stream()
                .filter(one -> one.mail().equals(line.text("mail")))
                .findFirst()
                .flatMap(official -> accounts.byOfficial(official.id()))
                .map(account -> new Person(account.signedIn(IDENTIFIED), line));
    }

    private static PolicyContent policy() {
        var manual = PolicyContent.ofManual();
        return new PolicyContent(
                2,
                6,
                4,
                12,
                10,
                manual.worksWhole(),
                manual.worksPart(),
                manual.worksNot(),
                manual.suitability(),
                "รับสมัครตามความสมัครใจ ผู้บังคับบัญชาชั้นต้นคัดเลือกตามลักษณะงานและคุณลักษณะ",
                "ผู้บังคับบัญชาชั้นต้นกำกับและติดตามทุกสัปดาห์ผ่านช่องทางดิจิทัล",
                "เสนอผู้ว่าราชการจังหวัดพิจารณายุติเมื่อไม่เป็นไปตามข้อตกลงหรือแนวทางจริยธรรม",
                manual.ethics(),
                "โน้ตบุ๊กและเครือข่ายส่วนตัวเสมือน (VPN) ตามความจำเป็น",
                "อบรมการใช้ระบบและการรักษาความปลอดภัยข้อมูลปีละ 1 ครั้ง",
                "กลุ่มงานบริหารทรัพยากรบุคคล และกลุ่มงานอำนวยการ",
                "โทร. 0 7099 1030 ในเวลาราชการ หรือส่งคำขอในหน้านี้",
                7,
                false);
    }

    /// All in one order; some are called back from tomorrow on.
    private Map<Person, UUID> order(SignedIn head, List<Person> people) {
        var agreed = new LinkedHashMap<Person, UUID>();
        people.forEach(one -> agreed.put(one, propose(one)));
        var seen =
                agreed.values().stream()
                        .map(id ->
                                new OrderDesk.Seen(
                                        id, agreements.see(head, id).agreement().version()))
                        .toList();
        orders.order(head, seen, "เพื่อให้การปฏิบัติราชการเกิดผลสัมฤทธิ์และคล่องตัว");
        agreed.forEach(this::report);
        var back =
                agreed.entrySet().stream()
                        .filter(one -> one.getKey().isBack())
                        .map(Map.Entry::getValue)
                        .toList();
        if (!back.isEmpty()) {
            var tomorrow = LocalDate.now(clock).plusDays(1);
            orders.recall(head, back, tomorrow, "เตรียมการรับสถานการณ์คลื่นลมแรง");
        }
        agreed.forEach(this::conclude);
        return agreed;
    }

    private void report(Person person, UUID id) {
        try {
            var words = "จัดทำโครงร่างแล้ว อยู่ระหว่างรวบรวมข้อมูลจากอำเภอ";
            followUps.say(person.who(), id, words, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void conclude(Person person, UUID id) {
        if (person.isBack()) {
            results.report(
                    person.who(),
                    id,
                    List.of("ส่งมอบครบถ้วนตามเป้าหมาย"),
                    List.of(""),
                    "สัญญาณอินเทอร์เน็ตขัดข้องบางช่วง");
        }
        if (person.is("ASSESSED")) {
            var supervisor = agreements.see(person.who(), id).supervisor();
            var who = account(Objects.requireNonNull(supervisor).official().id());
            results.assess(who, id, TeleworkResult.Verdict.MET, "ผลงานตรงตามข้อตกลง");
        }
    }

    private SignedIn account(UUID official) {
        return accounts.byOfficial(official).orElseThrow().signedIn(IDENTIFIED);
    }

    private void lend(Person technician, Map<Person, UUID> agreed) {
        agreed.entrySet().stream()
                .filter(one -> one.getKey().is("ORDERED"))
                .findFirst()
                .ifPresent(one -> {
                    var who = technician.who();
                    followUps.lend(who, one.getValue(), "โน้ตบุ๊ก", "ศม 7440-001-0012");
                    followUps.ask(one.getKey().who(), "ต่อ VPN จากบ้านไม่ได้ตั้งแต่เช้า");
                });
    }

    /// Open, and answered by all but the last of them: so few answers are not shown yet.
    private void survey(Person personnel, List<Person> taking) {
        var year = FiscalYear.of(LocalDate.now(clock)).year();
        evaluations.survey(personnel.who(), year, true);
        for (int i = 0; i < taking.size() - 1; i++) {
            var answers = new EnumMap<Evaluation.Question, Integer>(Evaluation.Question.class);
            for (var question : Evaluation.Question.values()) {
                answers.put(question, 3 + (i + question.ordinal()) % 3);
            }
            evaluations.answer(taking.get(i).who(), year, answers);
        }
    }

    /// By everybody it comes to, until it is before the head.
    private UUID propose(Person person) {
        var first = LocalDate.now(clock);
        var terms =
                new Terms(
                        Terms.Way.VOLUNTEERED,
                        "",
                        Terms.Work.PART,
                        person.line().text("work"),
                        OutsideForm.WEEK,
                        2,
                        List.of(2, 4),
                        first,
                        first.plusMonths(MONTHS).minusDays(1),
                        Terms.PlaceKind.RESIDENCE,
                        person.line().text("place"),
                        person.line().text("contact"));
        var goal =
                new Goal(1, person.line().text("goal"), person.line().text("delivery"), "", "", "");
        var id = agreements.begin(person.who(), null, terms, List.of(goal));
        agreements.confirm(
                person.who(), id, agreements.see(person.who(), id).agreement().version());
        var with = agreements.see(person.who(), id).agreement().with();
        while (with != null) {
            var who = account(with.official());
            var version = agreements.see(who, id).agreement().version();
            agreements.decide(who, id, version, AgreementDesk.Answer.YES);
            with = agreements.see(person.who(), id).agreement().with();
        }
        return id;
    }
}
