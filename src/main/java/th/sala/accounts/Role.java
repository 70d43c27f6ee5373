package th.sala.accounts;

/// What an account may do in its agency. One account may have several.
public enum Role {
    /// เจ้าหน้าที่
    OFFICIAL,
    /// ผู้มีหน้าที่และอำนาจในการจัดทำหนังสือหรือสั่งการ
    AUTHORISED_PERSON,
    /// เจ้าหน้าที่สารบรรณ
    CORRESPONDENCE_OFFICER,
    /// หัวหน้าส่วนราชการ
    HEAD,
    /// ผู้ดูแลระบบ
    ADMINISTRATOR,
    /// ผู้ตรวจสอบ
    AUDITOR;

    /// As Spring Security names it, and `hasRole('…')` asks for it without the prefix.
    public String authority() {
        return "ROLE_" + name();
    }
}
