package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.thai.ThaiText;

/// What a policy says, also as it is typed.
///
/// @param weekDays at most so many days a week, for `weekMonths` months; null if that is not
///   allowed
/// @param monthDays at most so many days a month, for `monthMonths` months
/// @param runDays at most so many working days in a run
/// @param help where people outside get technical help
/// @param reportDays progress is reported at least once in so many days
/// @param asksPosition whether where somebody is is asked for when they sign in to work outside
public record PolicyContent(
        @Min(1) @Max(5) @Nullable Integer weekDays,
        @Min(1) @Max(60) @Nullable Integer weekMonths,
        @Min(1) @Max(23) @Nullable Integer monthDays,
        @Min(1) @Max(60) @Nullable Integer monthMonths,
        @Min(1) @Max(260) @Nullable Integer runDays,
        @Size(max = LONGEST) String worksWhole,
        @Size(max = LONGEST) String worksPart,
        @Size(max = LONGEST) String worksNot,
        @Size(max = LONGEST) String suitability,
        @Size(max = LONGEST) String selection,
        @Size(max = LONGEST) String supervision,
        @Size(max = LONGEST) String termination,
        @Size(max = LONGEST) String ethics,
        @Size(max = LONGEST) String equipment,
        @Size(max = LONGEST) String training,
        @Size(max = LONGEST) String units,
        @Size(max = LONGEST) String help,
        @NotNull @Min(1) @Max(92) @Nullable Integer reportDays,
        @Nullable Boolean asksPosition) {
    static final int LONGEST = 4000;
    static final int A_WEEK = 7;

    public PolicyContent {
        worksWhole = text(worksWhole);
        worksPart = text(worksPart);
        worksNot = text(worksNot);
        suitability = text(suitability);
        selection = text(selection);
        supervision = text(supervision);
        termination = text(termination);
        ethics = text(ethics);
        equipment = text(equipment);
        training = text(training);
        units = text(units);
        help = text(help);
        asksPosition = Boolean.TRUE.equals(asksPosition);
    }

    private static String text(@Nullable String typed) {
        return ThaiText.normaliseLines(Objects.requireNonNullElse(typed, "")).strip();
    }

    /// A text of a policy, in the order of the manual.
    ///
    /// @param name of the component
    public record Part(String name, String text) {
        public String key() {
            return "telework.policy." + name;
        }
    }

    /// All texts, those that are empty too.
    public List<Part> parts() {
        return List.of(
                new Part("works-whole", worksWhole),
                new Part("works-part", worksPart),
                new Part("works-not", worksNot),
                new Part("suitability", suitability),
                new Part("selection", selection),
                new Part("supervision", supervision),
                new Part("termination", termination),
                new Part("ethics", ethics),
                new Part("equipment", equipment),
                new Part("training", training),
                new Part("units", units),
                new Part("help", help));
    }

    public boolean asks() {
        return Boolean.TRUE.equals(asksPosition);
    }

    /// Once in so many days; a week where a draft says nothing.
    int reportedEvery() {
        return reportDays == null ? A_WEEK : reportDays;
    }

    /// The parts that a policy says at least, and this one does not: `forms` and names of [#parts].
    @Clause(id = "T8", of = MANUAL_63, value = "ข้อ 9.1(1)")
    List<String> missing() {
        var missing = new ArrayList<String>();
        if (weekDays == null && monthDays == null && runDays == null) {
            missing.add("forms");
        }
        if (worksWhole.isEmpty() && worksPart.isEmpty()) {
            missing.add("works-whole");
        }
        parts().stream()
                .filter(part -> part.text().isEmpty() && LEAST.contains(part.name()))
                .forEach(part -> missing.add(part.name()));
        return missing;
    }

    private static final List<String> LEAST =
            List.of("works-not", "selection", "supervision", "termination", "ethics");

    /// Whether each regular form has both its days and its months, or neither.
    boolean isPaired() {
        return (weekDays == null) == (weekMonths == null)
                && (monthDays == null) == (monthMonths == null);
    }

    /// To begin with: kinds of work, suitability and ethics as the manual has them.
    public static PolicyContent ofManual() {
        return new PolicyContent(
                null,
                null,
                null,
                null,
                null,
                """
                งานวิชาการในลักษณะของการศึกษาค้นคว้า คิดวิเคราะห์ จัดทำรายงาน วิจัย จัดทำข้อเสนอแนะ ออกแบบหรือพัฒนาระบบคอมพิวเตอร์ ออกแบบด้านสถาปัตยกรรม และพิจารณาวินิจฉัยข้อกฎหมาย
                งานบริหารและงานอำนวยความสะดวกที่สื่อสาร กำกับ และติดตามผ่านระบบหรือช่องทางดิจิทัลได้
                งานที่กำหนดเป้าหมายและประเมินผลสำเร็จได้อย่างเป็นรูปธรรม\
                """,
                "งานลักษณะอื่นที่เข้าถึงผ่านระบบหรือช่องทางดิจิทัล และปฏิบัติได้เช่นเดียวกับ ณ สำนักงาน",
                """
                งานที่ใช้เอกสารหรือข้อมูลสำคัญที่ต้องเก็บเป็นความลับในสำนักงานที่มีมาตรการรักษาความปลอดภัยอย่างรัดกุม
                งานที่รับผิดชอบการให้บริการประชาชน
                งานที่จำเป็นต้องอาศัยเครื่องมือทางเทคนิคในการปฏิบัติงาน\
                """,
                """
                มีความรับผิดชอบสูง มีวินัย และมีศักยภาพในการทำงานให้บรรลุเป้าหมาย
                ปฏิบัติงานในหน้าที่ได้โดยต้องการการกำกับดูแลน้อย
                พร้อมเข้าถึงและใช้เทคโนโลยีดิจิทัลอย่างสม่ำเสมอ และมีทักษะในการปฏิบัติราชการผ่านช่องทางดิจิทัล\
                """,
                "",
                "",
                "",
                """
                มุ่งมั่นปฏิบัติงานให้บรรลุเป้าหมาย บนพื้นฐานของคุณธรรม จริยธรรม กฎหมาย และประโยชน์ของทางราชการ
                มีความรับผิดชอบ มีวินัย และบริหารเวลาอย่างมีประสิทธิภาพ
                สื่อสารกับผู้บังคับบัญชาและผู้ร่วมงานอย่างสม่ำเสมอ ตรงต่อเวลา
                ร่วมงานด้วยความเสียสละและความเข้าใจ โดยไม่ถือว่าการปฏิบัติราชการนอกสถานที่เป็นอภิสิทธิ์
                ดูแลข้อมูลข่าวสารอย่างระมัดระวัง ไม่เปิดเผยความลับของทางราชการต่อบุคคลอื่นหรือในพื้นที่สาธารณะ
                พัฒนาตนเอง ริเริ่มสร้างสรรค์ และพร้อมปรับตัวให้ทันกับความเปลี่ยนแปลง\
                """,
                "",
                "",
                "",
                "",
                A_WEEK,
                false);
    }
}
