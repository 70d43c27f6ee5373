package th.sala.agencies;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An agency's facts as they are typed. Never null.
record AgencyForm(
        String name,
        String englishName,
        String code,
        String juristicPerson,
        String parent,
        String domain,
        String centralAddress,
        String postalAddress,
        String telephone) {
    private static final int POSTAL = 500;

    AgencyForm {
        name = typed(name);
        englishName = typed(englishName);
        code = typed(code);
        juristicPerson = typed(juristicPerson);
        parent = typed(parent);
        domain = typed(domain);
        centralAddress = typed(centralAddress);
        postalAddress = typed(postalAddress);
        telephone = typed(telephone);
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }

    static AgencyForm empty() {
        return new AgencyForm("", "", "", "yes", "", "", "", "", "");
    }

    static AgencyForm of(Agency agency) {
        return new AgencyForm(
                agency.name(),
                agency.englishName(),
                agency.code(),
                agency.juristicPerson() ? "yes" : "",
                agency.parent() == null ? "" : agency.parent().toString(),
                agency.domain(),
                agency.centralAddress(),
                agency.postalAddress(),
                agency.telephone());
    }

    NewAgency agency(UUID id, @Nullable UUID above, LocalDate from) {
        return new NewAgency(
                        id,
                        name,
                        englishName,
                        code,
                        !juristicPerson.isEmpty(),
                        above,
                        domain,
                        centralAddress,
                        postalAddress,
                        telephone,
                        from)
                .clean();
    }

    /// What its fields are called on the page, where other forms call them otherwise.
    static final Map<String, String> LABELS = Map.of("name", "agencies.agency.name");

    void check(Check check) {
        check.text("name", name, Check.NAME);
        check.optional("englishName", englishName, Check.NAME);
        check.text("code", code, Check.CODE);
        check.text("domain", domain, Check.NAME);
        check.domain("domain", domain);
        check.text("centralAddress", centralAddress, Check.MAIL);
        check.mail("centralAddress", centralAddress);
        check.mailIn("centralAddress", centralAddress, domain);
        check.optional("postalAddress", postalAddress, POSTAL);
        check.optional("telephone", telephone, Check.TELEPHONE);
    }
}
