package th.sala.agencies;

/// What a registered person may do with letters between agencies (ETDA-63 ข้อ 3(3)).
public enum Authority {
    /// หน้าที่และอำนาจในการจัดทำหนังสือ
    MAKE,
    /// หน้าที่และอำนาจในการสั่งการตามหนังสือ
    DIRECT
}
