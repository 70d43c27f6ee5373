package th.sala.telework;

/// เป้าหมายการปฏิบัติงาน: one row of an agreement, and of the report on it.
///
/// @param delivery by when, or at what times, something is handed over
/// @param result what came of it; empty before the report
public record Goal(
        int number,
        String goal,
        String delivery,
        String remark,
        String result,
        String resultRemark) {}
