package th.sala.letters;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.api.Version;

/// Letters as programs read them. Names and meaning do not change within `/api/v1`; what is new
/// comes as new fields.
final class LetterViews {
    static final String DRAFT = "DRAFT";

    private LetterViews() {}

    /// A letter out in a list.
    record OutLine(
            UUID id,
            int version,
            String stage,
            String subject,
            Urgency urgency,
            @Nullable String number,
            @Nullable LocalDate date,
            OffsetDateTime changedAt) {
        static OutLine of(OutgoingLetter letter) {
            var given = Optional.ofNullable(letter.given());
            return new OutLine(
                    letter.id(),
                    letter.version(),
                    stageOf(letter.stage()),
                    letter.content().subject(),
                    letter.content().urgency(),
                    given.map(OutgoingLetter.Given::number).orElse(null),
                    given.map(OutgoingLetter.Given::date).orElse(null),
                    Version.at(letter.changedAt()));
        }
    }

    /// A letter out with all that it says, to whom it goes and how far it has come.
    record Out(
            UUID id,
            int version,
            String stage,
            LetterKind kind,
            UUID signer,
            boolean circular,
            Urgency urgency,
            String secrecy,
            String ownerCode,
            String subject,
            String salutation,
            String proposal,
            String body,
            String citations,
            String enclosures,
            String contact,
            String closing,
            String ownerUnit,
            boolean typeset,
            @Nullable Meeting meeting,
            @Nullable String number,
            @Nullable LocalDate date,
            @Nullable OffsetDateTime signedAt,
            OffsetDateTime createdAt,
            String createdBy,
            OffsetDateTime changedAt,
            String changedBy,
            List<To> to,
            List<ToUnit> units,
            List<File> files) {
        static Out of(
                OutgoingLetter letter,
                List<Addressee> to,
                List<InsideLetters.Standing> units,
                List<LetterFile> files) {
            var content = letter.content();
            var given = Optional.ofNullable(letter.given());
            return new Out(
                    letter.id(),
                    letter.version(),
                    stageOf(letter.stage()),
                    content.kind(),
                    content.signer(),
                    content.circular(),
                    content.urgency(),
                    content.secrecy(),
                    content.ownerCode(),
                    content.subject(),
                    content.salutation(),
                    content.proposal(),
                    content.body(),
                    content.citations(),
                    content.enclosures(),
                    content.contact(),
                    content.closing(),
                    content.ownerUnit(),
                    content.typeset(),
                    content.reported().isEmpty() ? null : content.reported(),
                    given.map(OutgoingLetter.Given::number).orElse(null),
                    given.map(OutgoingLetter.Given::date).orElse(null),
                    given.map(known -> Version.at(known.signedAt())).orElse(null),
                    Version.at(letter.createdAt()),
                    letter.createdBy(),
                    Version.at(letter.changedAt()),
                    letter.changedBy(),
                    to.stream().map(To::of).toList(),
                    units.stream().map(ToUnit::of).toList(),
                    files.stream().map(File::of).toList());
        }
    }

    /// A unit of the own agency to which a letter goes.
    ///
    /// @param address as a draft names it among its addressees
    /// @param number in the unit's register, once it has stamped the letter
    record ToUnit(
            String address,
            UUID unit,
            String name,
            @Nullable Integer number,
            @Nullable OffsetDateTime stampedAt) {
        static ToUnit of(InsideLetters.Standing standing) {
            return new ToUnit(
                    standing.unit().choice(),
                    standing.unit().unit(),
                    standing.unit().name(),
                    standing.number(),
                    Version.atOrNull(standing.stamped()));
        }
    }

    /// Somebody to whom a letter goes.
    record To(
            String address,
            String name,
            UUID agency,
            String agencyName,
            Addressee.Progress progress,
            @Nullable OffsetDateTime progressAt,
            @Nullable Answer answer) {
        static To of(Addressee addressee) {
            return new To(
                    addressee.address(),
                    addressee.name(),
                    addressee.agency(),
                    addressee.agencyName(),
                    addressee.progress(),
                    Version.atOrNull(addressee.progressAt()),
                    Answer.of(addressee.answer()));
        }
    }

    /// What the receiving agency answered: its receive number, its reason, or to whom the letter
    /// went on.
    record Answer(
            String kind,
            @Nullable String number,
            @Nullable OffsetDateTime received,
            @Nullable String detail,
            OffsetDateTime at) {
        static @Nullable Answer of(Addressee.@Nullable Answer answer) {
            return switch (answer) {
                case null -> null;
                case Addressee.Answer.Acknowledged(var number, var received, var at) ->
                        new Answer(
                                "ACKNOWLEDGED",
                                number,
                                Version.atOrNull(received),
                                null,
                                Version.at(at));
                case Addressee.Answer.Returned(var reason, var at) ->
                        new Answer("RETURNED", null, null, reason, Version.at(at));
                case Addressee.Answer.Forwarded(var to, var at) ->
                        new Answer("FORWARDED", null, null, to, Version.at(at));
                case Addressee.Answer.Refused(var at) ->
                        new Answer("REFUSED", null, null, null, Version.at(at));
            };
        }
    }

    /// A file of a letter; its bytes are at `…/files/{position}`.
    record File(
            int position,
            boolean main,
            String name,
            String mediaType,
            long size,
            String sha256,
            @Nullable Integer pages) {
        static File of(LetterFile file) {
            return new File(
                    file.position(),
                    file.main(),
                    file.name(),
                    file.mediaType(),
                    file.size(),
                    file.sha256(),
                    file.pages());
        }
    }

    /// What a rule says of a draft.
    record Rule(boolean blocks, String key, String detail, @Nullable String clause) {}

    /// What became of a letter out that was written: nothing of what it says.
    record Kept(UUID id, int version, String stage) {
        static Kept of(OutgoingLetter letter) {
            return new Kept(letter.id(), letter.version(), stageOf(letter.stage()));
        }
    }

    /// As [Kept], and where the file that was added stands.
    record KeptFile(UUID id, int version, String stage, int position) {}

    /// The number that a letter got.
    record Sent(UUID id, String number, LocalDate date) {}

    /// A letter in, in a list.
    record InLine(
            UUID id,
            IncomingLetter.Channel channel,
            String stage,
            String sender,
            String number,
            @Nullable LocalDate date,
            String subject,
            Urgency urgency,
            OffsetDateTime arrivedAt,
            OffsetDateTime receivedAt) {
        static InLine of(IncomingLetter letter) {
            return new InLine(
                    letter.id(),
                    letter.channel(),
                    stageOf(letter.stage()),
                    senderName(letter),
                    letter.head().number(),
                    letter.head().date(),
                    letter.head().subject(),
                    letter.head().urgency(),
                    Version.at(letter.arrivedAt()),
                    Version.at(letter.deemedAt()));
        }
    }

    /// A letter in with its text, files and stamps.
    record In(
            UUID id,
            IncomingLetter.Channel channel,
            String stage,
            String sender,
            String senderAddress,
            boolean senderKnown,
            String number,
            @Nullable LocalDate date,
            String receiver,
            String subject,
            Urgency urgency,
            String body,
            OffsetDateTime arrivedAt,
            OffsetDateTime receivedAt,
            List<File> files,
            List<Stamp> stamps) {
        static In of(
                IncomingLetter letter, List<LetterFile> files, List<IncomingDesk.Stamp> stamps) {
            return new In(
                    letter.id(),
                    letter.channel(),
                    stageOf(letter.stage()),
                    senderName(letter),
                    letter.sender().address(),
                    letter.sender().known(),
                    letter.head().number(),
                    letter.head().date(),
                    letter.head().receiver(),
                    letter.head().subject(),
                    letter.head().urgency(),
                    letter.body(),
                    Version.at(letter.arrivedAt()),
                    Version.at(letter.deemedAt()),
                    files.stream().map(File::of).toList(),
                    stamps.stream().map(Stamp::of).toList());
        }
    }

    /// A line of a receive register about a letter.
    record Stamp(
            @Nullable UUID unit,
            String place,
            int number,
            OffsetDateTime received,
            OffsetDateTime entered,
            String by) {
        static Stamp of(IncomingDesk.Stamp stamp) {
            return new Stamp(
                    stamp.unit(),
                    stamp.place(),
                    stamp.number(),
                    Version.at(stamp.received()),
                    Version.at(stamp.entered()),
                    stamp.by());
        }
    }

    private static String senderName(IncomingLetter letter) {
        var sender = letter.sender();
        return sender.agency().isBlank() ? sender.name() : sender.agency();
    }

    private static String stageOf(OutgoingLetter.Stage stage) {
        return switch (stage) {
            case OutgoingLetter.Stage.Draft _ -> DRAFT;
            case OutgoingLetter.Stage.Discarded _ -> "DISCARDED";
            case OutgoingLetter.Stage.Numbered _ -> "NUMBERED";
            case OutgoingLetter.Stage.Sent _ -> "SENT";
            case OutgoingLetter.Stage.Paper _ -> "PAPER";
        };
    }

    private static String stageOf(IncomingLetter.Stage stage) {
        return switch (stage) {
            case IncomingLetter.Stage.Arrived _ -> "ARRIVED";
            case IncomingLetter.Stage.Registered _ -> "REGISTERED";
            case IncomingLetter.Stage.Returned _ -> "RETURNED";
            case IncomingLetter.Stage.Forwarded _ -> "FORWARDED";
        };
    }
}
