package th.sala.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.telework.AgreementDesk;
import th.sala.telework.FollowUpDesk;
import th.sala.telework.Goal;
import th.sala.telework.OrderDesk;
import th.sala.telework.OutsideForm;
import th.sala.telework.PolicyContent;
import th.sala.telework.TeleworkOffice;
import th.sala.telework.TeleworkPolicyDesk;
import th.sala.telework.Terms;
import th.sala.thai.ThaiText;

/// The telework of the fictional people, as far as `telework.tsv` says: a policy in force, who is
/// in charge, one person outside by an order and one proposed to the head.
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
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    DemoTelework(
            TeleworkPolicyDesk policies,
            TeleworkOffice office,
            AgreementDesk agreements,
            OrderDesk orders,
            FollowUpDesk followUps,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.policies = policies;
        this.office = office;
        this.agreements = agreements;
        this.orders = orders;
        this.followUps = followUps;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    private record Person(SignedIn who, Table.Line line) {
        boolean is(String part) {
            return line.text("part").equals(part);
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
        people.stream()
                .filter(one -> one.is("ORDERED"))
                .forEach(one -> order(head.get().who(), one));
        people.stream().filter(one -> one.is("PROPOSED")).forEach(this::propose);
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

    private void order(SignedIn head, Person person) {
        var id = propose(person);
        var sight = agreements.see(head, id).agreement();
        orders.order(
                head,
                List.of(new OrderDesk.Seen(id, sight.version())),
                ThaiText.normalise("เพื่อให้การปฏิบัติราชการเกิดผลสัมฤทธิ์และคล่องตัว"));
        try {
            followUps.say(
                    person.who(),
                    id,
                    "จัดทำโครงร่างรายงานแล้ว อยู่ระหว่างรวบรวมข้อมูลจากอำเภอ",
                    null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// By everybody it comes to, until it is before the head.
    private UUID propose(Person person) {
        var first = LocalDate.now(clock).plusDays(1);
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
            var who = accounts.byOfficial(with.official()).orElseThrow().signedIn(IDENTIFIED);
            agreements.decide(who, id, agreements.see(who, id).agreement().version(), true, "");
            with = agreements.see(person.who(), id).agreement().with();
        }
        return id;
    }
}
