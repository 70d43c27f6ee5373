package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How the mails of `mail/corpus.tsv` are read; what becomes of them is for `CorpusWebTests`.
public class CorpusTests {
    static List<Corpus.Kind> all() {
        return Corpus.all();
    }

    @Test
    void areManyAndDistinct() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(all()).extracting(Corpus.Kind::special).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void areReadAsTheirSenderMeantThem(Corpus.Kind kind) {
        var message = Contents.opened(MessageReader.read(kind.raw()));

        assertThat(message.from()).isEqualTo(new Address(kind.senderName(), kind.sender()));
        assertThat(message.text()).contains(kind.text()).doesNotContain("\uFFFD");
        assertThat(message.isEncrypted()).isEqualTo(kind.asked().equals("encrypted"));
        if (!kind.file().isEmpty()) {
            assertThat(message.attachments())
                    .extracting(Attachment::name)
                    .anyMatch(name -> isMeant(name, kind.file()));
        }
    }

    /// A long name is shortened: `…` stands for what was left of it.
    public static boolean isMeant(String name, String expected) {
        var parts = expected.split("…", 2);
        return parts.length == 1
                ? name.equals(expected)
                : name.startsWith(parts[0]) && name.endsWith(parts[1]);
    }
}
