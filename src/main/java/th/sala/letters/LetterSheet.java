package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.Agency;
import th.sala.agencies.AuthorisedPerson;
import th.sala.law.Clause;
import th.sala.pdf.Picture;
import th.sala.pdf.Sheet;

/// A letter out on paper, from what is written into it.
final class LetterSheet {
    private LetterSheet() {}

    /// What stands on the letter besides its content.
    ///
    /// @param number as it stands after ที่
    /// @param date null before it has one
    /// @param isSigned whether the signature is electronic: words stand in its place then, because
    ///   nobody sees it on paper
    /// @param at the document's own time
    /// @param emblem of the agency; null for the one that stands there until it gives its own
    record Head(
            String number,
            @Nullable LocalDate date,
            String agency,
            String address,
            String signatory,
            String position,
            List<CoSigner> others,
            boolean isSigned,
            Instant at,
            @Nullable Picture emblem) {
        Head {
            others = List.copyOf(others);
        }

        Head(
                String number,
                @Nullable LocalDate date,
                String agency,
                String address,
                String signatory,
                String position,
                List<CoSigner> others,
                boolean isSigned,
                Instant at) {
            this(number, date, agency, address, signatory, position, others, isSigned, at, null);
        }

        /// Of a letter that has no number yet.
        static Head draft(
                Content content, Agency agency, Optional<AuthorisedPerson> signer, Instant at) {
            return new Head(
                    content.numberToCome(),
                    null,
                    agency.name(),
                    agency.postalAddress(),
                    signer.map(AuthorisedPerson::name).orElse(""),
                    signer.map(AuthorisedPerson::position).orElse(""),
                    List.of(),
                    false,
                    at);
        }

        /// The same with a line below the signatory's position.
        Head titled(String as) {
            var title = position.isBlank() ? as : position + "\n" + as;
            return new Head(
                    number, date, agency, address, signatory, title, others, isSigned, at, emblem);
        }

        /// The same with those who sign it before.
        Head with(List<CoSigner> signers) {
            return new Head(
                    number, date, agency, address, signatory, position, signers, isSigned, at,
                    emblem);
        }

        /// The same under an emblem; null for the one that stands there until the agency gives one.
        Head under(@Nullable Picture picture) {
            return new Head(
                    number, date, agency, address, signatory, position, others, isSigned, at,
                    picture);
        }
    }

    static Sheet of(Content written, Head head) {
        var content = written.asIssued();
        var blocks =
                switch (content.kind()) {
                    case EXTERNAL -> ExternalSheet.blocks(content, head);
                    case INTERNAL -> MemoSheet.blocks(content, head);
                    case STAMPED -> StampedSheet.blocks(content, head);
                    case ORDER -> IssuedSheet.order(content, head);
                    case ANNOUNCEMENT -> IssuedSheet.announcement(content, head);
                    case CERTIFICATE -> IssuedSheet.certificate(content, head);
                    case MINUTES -> MinutesSheet.blocks(content, head);
                };
        return new Sheet(
                content.subject().isBlank() ? Label.SUBJECT.word : content.subject(),
                head.agency(),
                head.at(),
                SheetParts.MARGINS,
                true,
                marking(content),
                "- %s -",
                head.date() == null ? OpenPlaces.marked(blocks) : blocks,
                List.of(LetterXml.of(content, head)));
    }

    /// The class that the letter declares, at the head and the foot of each page.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private static String marking(Content content) {
        return content.declared(Stream.empty()).map(secrecy -> secrecy.marking).orElse("");
    }
}
