package th.sala.letters;

/// What one Sala tells another in a mail's headers. The same is always in the text too: a mail
/// without them is handled by people.
final class SalaHeaders {
    static final String ACT = "Sala-Act";
    static final String NUMBER = "Sala-Number";
    static final String RECEIVED = "Sala-Received";

    /// What a notice says, and to whose central account a letter was forwarded.
    static final String NOTICE_OF = "Sala-Notice-Of";

    static final String FORWARDED_TO = "Sala-Forwarded-To";

    static final String LETTER = "letter";
    static final String ACKNOWLEDGEMENT = "acknowledgement";
    static final String RETURN = "return";
    static final String FORWARD = "forward";
    static final String NOTICE = "notice";

    static final String FORWARDING = "forwarding";
    static final String REFUSAL = "refusal";

    private SalaHeaders() {}

    static String lowerCase(String header) {
        return header.toLowerCase(java.util.Locale.ROOT);
    }
}
