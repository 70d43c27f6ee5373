package th.sala.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/// What PDF/A-3u and PDF/UA-1 want around the pages: what the document is, its colours, the files
/// in it.
final class ArchiveForm {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final String PRODUCER = "Sala";

    private ArchiveForm() {}

    static void give(PDDocument document, Sheet sheet) throws IOException {
        var catalog = document.getDocumentCatalog();
        document.setDocumentInformation(information(sheet));
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(said(sheet).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
        var colours = new PDOutputIntent(document, new ByteArrayInputStream(COLOURS));
        colours.setInfo("sRGB");
        colours.setOutputCondition("sRGB");
        colours.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        colours.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(colours);
        catalog.setLanguage("th-TH");
        var viewer = new COSDictionary();
        viewer.setBoolean(COSName.getPDFName("DisplayDocTitle"), true);
        catalog.getCOSObject().setItem(COSName.VIEWER_PREFERENCES, viewer);
        enclose(document, sheet);
    }

    private static org.apache.pdfbox.pdmodel.PDDocumentInformation information(Sheet sheet) {
        var information = new org.apache.pdfbox.pdmodel.PDDocumentInformation();
        information.setTitle(sheet.title());
        information.setAuthor(sheet.author());
        information.setProducer(PRODUCER);
        information.setCreator(PRODUCER);
        information.setCreationDate(calendar(sheet));
        information.setModificationDate(calendar(sheet));
        return information;
    }

    private static GregorianCalendar calendar(Sheet sheet) {
        var calendar = GregorianCalendar.from(sheet.at().atZone(BANGKOK));
        calendar.set(GregorianCalendar.MILLISECOND, 0);
        return calendar;
    }

    private static String said(Sheet sheet) {
        return """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
          xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
          xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
          xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
        <xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
        <xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
          <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>part of ISO 14289</pdfaProperty:description>
          </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>\
        """
                .replace("{at}", ISO.format(sheet.at().atZone(BANGKOK)))
                .replace("{producer}", PRODUCER)
                .replace("{author}", escaped(sheet.author()))
                .replace("{title}", escaped(sheet.title()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void enclose(PDDocument document, Sheet sheet) throws IOException {
        if (sheet.enclosed().isEmpty()) {
            return;
        }
        var files = new LinkedHashMap<String, PDComplexFileSpecification>();
        var associated = new COSArray();
        for (var enclosed : sheet.enclosed()) {
            var specification = specification(document, sheet, enclosed);
            files.put(enclosed.name(), specification);
            associated.add(specification);
        }
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(files);
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.AF, associated);
    }

    private static PDComplexFileSpecification specification(
            PDDocument document, Sheet sheet, Sheet.Enclosed enclosed) throws IOException {
        var file =
                new PDEmbeddedFile(
                        document, new ByteArrayInputStream(enclosed.bytes()), COSName.FLATE_DECODE);
        file.setSubtype(enclosed.mediaType());
        file.setSize(enclosed.bytes().length);
        file.setModDate(calendar(sheet));
        file.setCreationDate(calendar(sheet));
        var specification = new PDComplexFileSpecification();
        specification.setFile(enclosed.name());
        specification.setFileUnicode(enclosed.name());
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification.setFileDescription(enclosed.says());
        specification
                .getCOSObject()
                .setName(COSName.getPDFName("AFRelationship"), enclosed.relation());
        return specification;
    }
}
