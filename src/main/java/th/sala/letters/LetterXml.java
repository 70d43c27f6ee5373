package th.sala.letters;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import th.sala.pdf.Sheet;

/// The letter's data for programs, inside its PDF. A format of our own: no public one is known.
final class LetterXml {
    static final String NAMESPACE = "https://sala.example/letter/1";

    private LetterXml() {}

    static Sheet.Enclosed of(Content content, LetterSheet.Head head) {
        return new Sheet.Enclosed(
                "letter.xml", "text/xml", "ข้อมูลหนังสือ", "Data", write(content, head));
    }

    private static byte[] write(Content content, LetterSheet.Head head) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml =
                    XMLOutputFactory.newDefaultFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("letter");
            xml.writeDefaultNamespace(NAMESPACE);
            element(xml, "kind", content.kind().name().toLowerCase(Locale.ROOT));
            element(xml, "number", head.number());
            element(xml, "date", head.date() == null ? "" : head.date().toString());
            element(xml, "urgency", content.urgency().marking);
            element(xml, "agency", head.agency());
            element(
                    xml,
                    "secrecy",
                    content.declared(Stream.empty()).map(one -> one.marking).orElse(""));
            element(xml, "subject", content.subject());
            element(xml, "salutation", content.salutation());
            lines(xml, "citation", content.citations());
            lines(xml, "enclosure", content.enclosures());
            meeting(xml, content.reported());
            body(xml, content.text());
            element(xml, "closing", content.closing());
            for (var other : head.others()) {
                element(xml, "co-signatory", other.name());
                element(xml, "co-signatory-position", other.title());
            }
            element(xml, "signatory", head.signatory());
            element(xml, "position", head.position());
            element(xml, "owner-unit", content.ownerUnit());
            element(xml, "contact", content.contact());
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void meeting(XMLStreamWriter xml, Meeting meeting) throws XMLStreamException {
        element(xml, "meeting", meeting.session());
        element(xml, "held", meeting.held());
        element(xml, "place", meeting.place());
        lines(xml, "present", meeting.present());
        lines(xml, "absent", meeting.absent());
        lines(xml, "attending", meeting.attending());
        element(xml, "begun", meeting.begun());
        element(xml, "ended", meeting.ended());
    }

    private static void lines(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        for (var line : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            element(xml, name, line);
        }
    }

    private static void body(XMLStreamWriter xml, LetterBody body) throws XMLStreamException {
        for (var part : body.parts()) {
            switch (part) {
                case LetterBody.Paragraph(var runs) ->
                        element(xml, "paragraph", LetterBody.words(runs));
                case LetterBody.Item(var level, var number, var runs) -> {
                    xml.writeStartElement("item");
                    xml.writeAttribute("level", Integer.toString(level));
                    xml.writeAttribute("number", number);
                    xml.writeCharacters(LetterBody.words(runs));
                    xml.writeEndElement();
                }
                case LetterBody.Table(var rows) -> table(xml, rows);
            }
        }
    }

    private static void table(XMLStreamWriter xml, List<List<List<LetterBody.Run>>> rows)
            throws XMLStreamException {
        xml.writeStartElement("table");
        for (var row : rows) {
            xml.writeStartElement("row");
            for (var cell : row) {
                xml.writeStartElement("cell");
                xml.writeCharacters(LetterBody.words(cell));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        if (!text.isBlank()) {
            xml.writeStartElement(name);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }
}
