package th.sala.law;

/// A legal instrument that Sala carries out, with the grade of the text we had before us.
public enum Instrument {
    ETDA_63(
            "ข้อเสนอแนะการจัดการระบบสารบรรณอิเล็กทรอนิกส์และการประชุมผ่านสื่ออิเล็กทรอนิกส์ ๒๕๖๓",
            "ETDA recommendation on electronic correspondence and meetings, 2563",
            Grade.A),
    CENTRAL_67(
            "แนวปฏิบัติที่ดีในการใช้ไปรษณีย์อิเล็กทรอนิกส์ ๒๕๖๗",
            "Good practice in using electronic mail, 2567",
            Grade.A),
    EGOV_65(
            "พ.ร.บ. การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๖๕",
            "Electronic Government Act, B.E. 2565",
            Grade.A),
    NCPO_74(
            "ประกาศ คสช. ฉบับที่ ๗๔/๒๕๕๗ เรื่อง การประชุมผ่านสื่ออิเล็กทรอนิกส์",
            "NCPO announcement 74/2557 on electronic meetings",
            Grade.A),
    MICT_57(
            "ประกาศกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร เรื่อง มาตรฐานการรักษาความมั่นคงปลอดภัยของการประชุมผ่านสื่ออิเล็กทรอนิกส์ พ.ศ. ๒๕๕๗",
            "ICT Ministry standard on the security of electronic meetings, B.E. 2557",
            Grade.A),
    EMEET_63(
            "พ.ร.ก. ว่าด้วยการประชุมผ่านสื่ออิเล็กทรอนิกส์ พ.ศ. ๒๕๖๓",
            "Emergency Decree on electronic meetings, B.E. 2563",
            Grade.B),
    LEAVE_55(
            "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการลาของข้าราชการ พ.ศ. ๒๕๕๕",
            "Regulation on leave of officials, B.E. 2555",
            Grade.A),
    MANUAL_63(
            "คู่มือการปฏิบัติราชการนอกสถานที่ พ.ศ. ๒๕๖๓", "Manual on telework, B.E. 2563", Grade.A),
    TELE_65(
            "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการปฏิบัติงานนอกสถานที่ตั้งของส่วนราชการ พ.ศ. ๒๕๖๕",
            "Regulation on work outside the premises of agencies, B.E. 2565",
            Grade.A),
    SARABAN_26(
            "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ และที่แก้ไขเพิ่มเติม",
            "Regulation on correspondence, B.E. 2526 as amended",
            Grade.B);

    /// A: the text itself. B: a published page's opening. C: a third party's summary. Below A,
    /// pages say that it is not yet checked against the Gazette.
    public enum Grade {
        A,
        B,
        C;

        /// Of two grades the one that promises less.
        public Grade orLower(Grade other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public final String title;
    public final String englishTitle;
    public final Grade grade;

    Instrument(String title, String englishTitle, Grade grade) {
        this.title = title;
        this.englishTitle = englishTitle;
        this.grade = grade;
    }
}
