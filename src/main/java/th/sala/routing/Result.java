package th.sala.routing;

import java.util.List;

/// ผลการพิจารณา: what a person says of a letter that was sent to them (I4).
public enum Result {
    /// เห็นชอบ
    AGREED,
    /// เห็นชอบโดยมีการปรับแก้
    CHANGED,
    /// ทราบ: passed on without an opinion
    NOTED,
    /// ส่งคืนให้แก้ไข
    RETURNED,
    /// ไม่เห็นชอบ
    REJECTED,
    /// ลงนาม: the letter was sent
    SIGNED,
    /// ให้ความเห็น: what a colleague answered who was asked aside
    ANSWERED;

    /// What a person chooses from.
    public static final List<Result> CHOICES = List.of(AGREED, CHANGED, NOTED, RETURNED, REJECTED);

    public String key() {
        return "routing.result." + name();
    }

    /// Whether the letter may go on to the next level with it.
    public boolean passesOn() {
        return this == AGREED || this == CHANGED || this == NOTED;
    }

    /// Whether the letter goes back to who wrote it, who must be told why.
    public boolean sendsBack() {
        return this == RETURNED || this == REJECTED;
    }
}
