package th.sala.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import th.sala.origin.Alignment;
import th.sala.origin.DomainSignature;
import th.sala.origin.SpfResult;

/// ที่มาของจดหมาย: whether a mail is from the domain that people see, and how that is known.
///
/// @param seen the domain that people see as the author's; empty if there is not one author
/// @param signature the best of the domains' signatures
/// @param machine what the domain of the envelope says of the machine that brought the mail
/// @param sentFor that domain; empty if nobody asked it
/// @param service the service outside on whose word the verdict stands, or empty
public record MailOrigin(
        Verdict verdict,
        String seen,
        DomainSignature signature,
        SpfResult machine,
        String sentFor,
        String service) {
    static final MailOrigin PENDING =
            new MailOrigin(Verdict.PENDING, "", DomainSignature.NONE, SpfResult.NONE, "", "");

    /// It could not be read here; that may pass.
    static final MailOrigin UNREAD =
            new MailOrigin(Verdict.UNKNOWN, "", DomainSignature.NONE, SpfResult.NONE, "", "");

    private static final String KEY = "mail.origin.";

    /// What is known.
    public enum Verdict {
        /// Nobody has looked yet.
        PENDING,
        /// It is.
        PROVEN,
        /// Nothing shows that it is.
        UNPROVEN,
        /// The name service did not answer what would show it, or the mail could not be read.
        UNKNOWN;

        public String key() {
            return KEY + name().toLowerCase(Locale.ROOT);
        }
    }

    /// What we found out ourselves.
    static MailOrigin found(
            String seen, DomainSignature signature, SpfResult machine, String sentFor) {
        var verdict = verdict(seen, signature, machine, sentFor);
        return new MailOrigin(verdict, seen, signature, machine, sentFor, "");
    }

    /// What a service outside says takes the place of what a silent name service would have said.
    MailOrigin by(String itself, Verdict itsVerdict) {
        return new MailOrigin(itsVerdict, seen, signature, machine, sentFor, itself);
    }

    private static Verdict verdict(
            String seen, DomainSignature signature, SpfResult machine, String sentFor) {
        if (seen.isEmpty()) {
            return Verdict.UNPROVEN;
        }
        var isSigned = signature.isGood() && Alignment.isOf(signature.domain(), seen);
        var isSent = machine == SpfResult.PASS && Alignment.isOf(sentFor, seen);
        if (isSigned || isSent) {
            return Verdict.PROVEN;
        }
        var isOpen =
                signature.state() == DomainSignature.State.UNANSWERED
                                && Alignment.isOf(signature.domain(), seen)
                        || machine == SpfResult.TEMPERROR && Alignment.isOf(sentFor, seen);
        return isOpen ? Verdict.UNKNOWN : Verdict.UNPROVEN;
    }

    public boolean isProven() {
        return verdict == Verdict.PROVEN;
    }

    /// Whether a person must be told that it may be anybody's.
    public boolean isDoubtful() {
        return verdict == Verdict.UNPROVEN || verdict == Verdict.UNKNOWN;
    }

    /// How it is known, each a message key with one argument.
    public List<Reply> reasons() {
        if (verdict == Verdict.PENDING) {
            return List.of();
        }
        if (seen.isEmpty()) {
            var word = verdict == Verdict.UNKNOWN ? "unread" : "no-author";
            return List.of(new Reply(KEY + word, ""));
        }
        if (!service.isEmpty()) {
            return List.of(new Reply(KEY + "service." + name(verdict), service));
        }
        var reasons = new ArrayList<Reply>();
        reasons.add(signatureWords());
        if (!sentFor.isEmpty()) {
            var isOther = machine == SpfResult.PASS && !Alignment.isOf(sentFor, seen);
            reasons.add(new Reply(KEY + "machine." + (isOther ? "other" : name(machine)), sentFor));
        }
        return reasons;
    }

    private Reply signatureWords() {
        var isOther = signature.isGood() && !Alignment.isOf(signature.domain(), seen);
        var word = isOther ? "other" : name(signature.state());
        return new Reply(KEY + "signature." + word, signature.domain());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
