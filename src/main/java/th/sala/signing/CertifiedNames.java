package th.sala.signing;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.style.BCStyle;
import th.sala.checking.Certificates;

/// Whom certificates name.
final class CertifiedNames {
    private static final int MAIL = 1;

    /// Longer ones first.
    private static final List<String> TITLES =
            List.of("ว่าที่ร้อยตรี", "หม่อมราชวงศ์", "หม่อมหลวง", "นางสาว", "นาง", "นาย");

    private CertifiedNames() {}

    /// Whether it says of the person exactly what is registered.
    static boolean says(X509Certificate certificate, Holder holder) {
        var subject = certificate.getSubjectX500Principal();
        return Certificates.attribute(subject, BCStyle.CN).equals(holder.name())
                && Certificates.attribute(subject, BCStyle.O).equals(holder.agencyName())
                && mails(certificate).contains(holder.mail());
    }

    /// Whether another authority's certificate names the person: by their registered address, or by
    /// given and family name.
    static boolean names(X509Certificate certificate, Holder holder) {
        return mails(certificate).stream().anyMatch(holder.mail()::equalsIgnoreCase)
                || isNamed(Certificates.subject(certificate), holder.name());
    }

    private static boolean isNamed(String there, String here) {
        var theirs = words(there);
        var ours = words(here);
        return theirs.size() >= 2
                && ours.size() >= 2
                && theirs.getLast().equals(ours.getLast())
                && given(theirs).equals(given(ours));
    }

    /// The given name, without a title that stands before it, with or without a space or a dot.
    private static String given(List<String> words) {
        var word = words.get(words.size() - 2);
        var plain = word.substring(word.lastIndexOf('.') + 1);
        return TITLES.stream()
                .filter(title -> plain.startsWith(title) && plain.length() > title.length())
                .findFirst()
                .map(title -> plain.substring(title.length()))
                .orElse(plain);
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.strip().split("\\s+"));
    }

    /// The addresses that it says.
    static List<String> mails(X509Certificate certificate) {
        var inSubject = Certificates.attribute(certificate.getSubjectX500Principal(), BCStyle.E);
        try {
            var names = certificate.getSubjectAlternativeNames();
            var others = names == null ? List.<List<?>>of() : names;
            return Stream.concat(
                            Stream.of(inSubject),
                            others.stream()
                                    .filter(name -> Objects.equals(name.getFirst(), MAIL))
                                    .map(name -> String.valueOf(name.get(1))))
                    .filter(mail -> !mail.isEmpty())
                    .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
