package th.sala.agencies;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import th.sala.database.AgencyScope;

/// Another installation with one agency that can be written differently; its registry can be taken.
public final class Elsewhere {
    final UUID id = UUID.randomUUID();
    public final UUID agency = UUID.randomUUID();
    final UUID version = UUID.randomUUID();
    final UUID line = UUID.randomUUID();
    final UUID mandate = UUID.randomUUID();
    public UUID person = UUID.randomUUID();
    public final String domain;
    KeyPair keys = keys();
    String made = "2026-11-20T03:00:00Z";
    String name = "จังหวัดข้างเคียง";
    String mail;
    @Nullable String until;
    List<RegistryFile.AuthorisedRow> more = new ArrayList<>();

    public Elsewhere(String domain) {
        this.domain = domain;
        this.mail = "wichai@" + domain;
    }

    static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] body() {
        var rows = new ArrayList<>(more);
        rows.add(
                new RegistryFile.AuthorisedRow(
                        line.toString(),
                        mandate.toString(),
                        person.toString(),
                        "DIRECT",
                        "OWN",
                        "2026-10-01",
                        until,
                        "นายวิชัย มั่นคง",
                        "ผู้ว่าราชการจังหวัด",
                        mail,
                        "0 3000 0000",
                        "คำสั่ง"));
        var version =
                new RegistryFile.VersionRow(
                        this.version.toString(),
                        "2026-10-01",
                        null,
                        name,
                        "",
                        "ขค 0017",
                        true,
                        null,
                        domain,
                        "saraban@" + domain,
                        "",
                        "");
        return new RegistryFile(
                        RegistryFile.FORMAT,
                        new RegistryFile.Installation(
                                id.toString(),
                                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                                ""),
                        made,
                        List.of(
                                new RegistryFile.AgencyRows(
                                        agency.toString(), List.of(version), rows)))
                .json();
    }

    String fingerprint() {
        return RegistryKey.fingerprint(keys.getPublic().getEncoded());
    }

    byte[] sign(byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return signature.sign();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// From now on this installation knows it.
    public void isKnownTo(ApplicationContext here) {
        var body = body();
        AgencyScope.everywhere(
                () -> here.getBean(RegistryImport.class).take(body, sign(body), "", "ผู้ดูแล"));
    }

    /// Of its authorised person.
    public String mail() {
        return mail;
    }
}
