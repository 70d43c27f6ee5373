package th.sala.letters;

import java.util.UUID;

/// What a letter without faults says.
final class Invitation {
    private static final String BODY = "ด้วยจังหวัดจะจัดประชุม";

    private final UUID signer;
    private LetterKind kind = LetterKind.EXTERNAL;
    private String secrecy = "";
    private Urgency urgency = Urgency.NORMAL;
    private String subject = "ขอเชิญประชุม";
    private String body = BODY;
    private String proposal = "เพื่อโปรดพิจารณา";
    private String contact = "โทร. 0 2000 0000";
    private boolean circular = false;

    private Invitation(UUID signer) {
        this.signer = signer;
    }

    static Invitation by(UUID signer) {
        return new Invitation(signer);
    }

    Invitation kind(LetterKind other) {
        this.kind = other;
        return this;
    }

    /// @param typed what stands in the field for its class
    Invitation secrecy(String typed) {
        this.secrecy = typed;
        return this;
    }

    Invitation urgency(Urgency asked) {
        this.urgency = asked;
        return this;
    }

    Invitation subject(String text) {
        this.subject = text;
        return this;
    }

    Invitation body(String text) {
        this.body = text;
        return this;
    }

    Invitation proposing(String text) {
        this.proposal = text;
        return this;
    }

    Invitation contact(String text) {
        this.contact = text;
        return this;
    }

    Invitation circular() {
        this.circular = true;
        return this;
    }

    /// Its page is handed in as a file.
    Content brought() {
        return content(false);
    }

    /// Its page is set here.
    Content typeset() {
        return content(true);
    }

    private Content content(boolean typeset) {
        return new Content(
                kind,
                signer,
                circular,
                urgency,
                secrecy,
                "ศส 0017.2",
                subject,
                "ผู้ว่าราชการจังหวัด",
                proposal,
                body,
                "",
                "",
                contact,
                "ขอแสดงความนับถือ",
                typeset ? "สำนักงานจังหวัด" : "",
                typeset);
    }
}
