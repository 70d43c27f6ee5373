package th.sala.accounts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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
    AUDITOR,
    /// ผู้ดูแลทั้งระบบ: held beside the roles in the agency, see [InstallationRights]
    INSTALLATION;

    private static final Set<Role> IN_AGENCY =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(INSTALLATION)));

    private static final Set<Role> TICKED =
            Collections.unmodifiableSet(
                    EnumSet.complementOf(EnumSet.of(INSTALLATION, CORRESPONDENCE_OFFICER)));

    /// Those by which a person acts for the agency, sees all of it or decides who does.
    private static final Set<Role> POWERS =
            Collections.unmodifiableSet(
                    EnumSet.of(AUTHORISED_PERSON, HEAD, ADMINISTRATOR, AUDITOR, INSTALLATION));

    /// Whether it is nobody's alone to give and take, see [Proposals].
    public boolean isPower() {
        return POWERS.contains(this);
    }

    /// Those that an account may have in its agency.
    static Set<Role> inAgency() {
        return IN_AGENCY;
    }

    /// Those that an agency's administrator gives and takes. A correspondence officer is named with
    /// dates by an order instead (ข้อ 3(2)), and has the role on those days.
    static Set<Role> ticked() {
        return TICKED;
    }

    /// The roles, unchangeable and in the order in which pages name them.
    static Set<Role> inOrder(Set<Role> roles) {
        var ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        return Collections.unmodifiableSet(ordered);
    }

    /// As Spring Security names it, and `hasRole('…')` asks for it without the prefix.
    public String authority() {
        return "ROLE_" + name();
    }
}
