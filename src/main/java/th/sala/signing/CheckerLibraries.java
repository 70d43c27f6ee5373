package th.sala.signing;

import java.util.List;
import java.util.stream.Stream;

/// What the program that checks signatures needs: one class out of each jar. Many are here only
/// when the program runs, so they have names and no types.
final class CheckerLibraries {
    private static final List<String> NAMES =
            List.of(
                    "org.apache.commons.io.IOCase",
                    "org.apache.commons.lang3.CharSet",
                    "org.slf4j.Logger",
                    "jakarta.activation.DataSource",
                    "org.bouncycastle.util.Pack",
                    "org.bouncycastle.tsp.TSPUtil",
                    "org.bouncycastle.oer.Element",
                    "eu.europa.esig.dss.pdf.pdfbox.PdfBoxDict",
                    "eu.europa.esig.dss.pdf.PdfDict",
                    "eu.europa.esig.dss.cades.CAdESUtils",
                    "eu.europa.esig.dss.signature.ProfileParameters",
                    "eu.europa.esig.dss.cms.object.CMSObjectUtils",
                    "eu.europa.esig.dss.cms.CMS",
                    "eu.europa.esig.dss.validation.DocumentValidator",
                    "eu.europa.esig.dss.spi.DSSUtils",
                    "eu.europa.esig.dss.alert.Alert",
                    "eu.europa.esig.dss.diagnostic.DiagnosticData",
                    "eu.europa.esig.dss.simplereport.SimpleReport",
                    "eu.europa.esig.dss.simplecertificatereport.SimpleCertificateReport",
                    "eu.europa.esig.dss.detailedreport.DetailedReport",
                    "eu.europa.esig.validationreport.ValidationReportUtils",
                    "eu.europa.esig.xmldsig.XmlDSigUtils",
                    "eu.europa.esig.xades.XAdESUtils",
                    "eu.europa.esig.trustedlist211.TrustedList211Utils",
                    "eu.europa.esig.dss.i18n.MessageTag",
                    "eu.europa.esig.dss.policy.EtsiValidationPolicy",
                    "eu.europa.esig.dss.jaxb.parsers.LevelParser",
                    "eu.europa.esig.dss.jaxb.common.AbstractJaxbFacade",
                    "eu.europa.esig.dss.xml.common.XmlDefinerUtils",
                    "jakarta.xml.bind.JAXB",
                    "org.glassfish.jaxb.runtime.IDResolver",
                    "eu.europa.esig.dss.model.Digest",
                    "eu.europa.esig.dss.enumerations.Level",
                    "eu.europa.esig.dss.utils.apache.impl.ApacheCommonsUtils",
                    "eu.europa.esig.dss.utils.Utils",
                    "org.apache.commons.collections4.Bag",
                    "eu.europa.esig.dss.crl.x509.impl.X509CRLValidity",
                    "eu.europa.esig.dss.crl.CRLUtils",
                    "org.apache.commons.codec.Decoder",
                    "org.glassfish.jaxb.core.Locatable",
                    "com.sun.xml.txw2.TXW",
                    "com.sun.istack.Pool");

    private CheckerLibraries() {}

    /// @throws IllegalStateException if one is missing
    static List<Class<?>> all() {
        return NAMES.stream().<Class<?>>flatMap(name -> Stream.of(named(name))).toList();
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, CheckerLibraries.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
