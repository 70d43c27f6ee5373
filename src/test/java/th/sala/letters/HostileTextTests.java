package th.sala.letters;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.mail.Contents;
import th.sala.mail.HostileMails;
import th.sala.mail.MessageReader;
import th.sala.mail.Unreadable;
import th.sala.registers.LetterNumber;

/// What letters look for in the words of strangers is found, or not, in little time.
class HostileTextTests {
    private static final HostileMails.Target TARGET =
            new HostileMails.Target(
                    "saraban@own.example",
                    "malee@own.example",
                    "saraban@other.example",
                    "wichai@other.example",
                    "<0a1b2c3d-0000-4000-8000-000000000000@own.example>");

    static Stream<HostileMails.Cause> causes() {
        return HostileMails.all().stream();
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isLookedThroughInLittleTime(HostileMails.Cause cause) {
        for (int seed = 0; seed < 2; seed++) {
            try {
                var raw = HostileMails.make(cause, TARGET, seed);
                var message = Contents.opened(MessageReader.read(raw));
                look(message.subject(), message.text());
            } catch (Unreadable refused) {
                // nothing to look through
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "\t",
                "ที่ ",
                "เรื่อง ",
                "วันที่ ",
                "ด่วน",
                "Re: ",
                "[",
                "ลับ",
                "ก",
                "ก.",
                "0",
                "0/",
                "ศส 0017.2/",
                "กราบเรียน ",
                "อ้างถึง",
                "-",
                "(",
                "๒๑ พ.ย. "
            })
    void isLookedThroughInLittleTimeWhateverRepeats(String piece) {
        var text = piece.repeat(200_000 / piece.length());
        look(text, text);
    }

    private static void look(String subject, String text) {
        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> {
                    Urgency.read(subject);
                    AnswerWords.read(subject, text);
                    LetterNumber.allIn(LetterText.beginningOf(text));
                    SecrecyClass.declaredBy("", "", subject, Stream.of(text));
                    LetterText.isHead(text);
                    LetterText.read(subject, text, text);
                });
    }
}
