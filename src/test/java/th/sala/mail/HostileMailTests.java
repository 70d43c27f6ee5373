package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each cause of `mail/hostile.tsv` in several variants: read or refused with a reason, in little
/// time and memory, and harmless to show. What becomes of them is for `HostileMailWebTests`.
class HostileMailTests {
    private static final int VARIANTS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long MOST_MEMORY = 800L * 1024 * 1024;
    private static final HostileMails.Target TARGET =
            new HostileMails.Target(
                    "saraban@own.example",
                    "malee@own.example",
                    "saraban@other.example",
                    "wichai@other.example",
                    "<0a1b2c3d-0000-4000-8000-000000000000@own.example>");

    static Stream<Arguments> variants() {
        return HostileMails.all().stream()
                .flatMap(cause ->
                        Stream.iterate(0, seed -> seed + 1)
                                .limit(VARIANTS)
                                .map(seed -> Arguments.of(cause, seed)));
    }

    @Test
    void areManyAndDistinct() {
        assertThat(HostileMails.all()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(HostileMails.all()).extracting(HostileMails.Cause::name).doesNotHaveDuplicates();
        assertThat(HostileMails.all()).noneMatch(cause -> cause.guard().isBlank());
    }

    @ParameterizedTest(name = "{0}, variant {1}")
    @MethodSource("variants")
    void areReadOrRefusedAndDoNoHarm(HostileMails.Cause cause, int seed) {
        var raw = HostileMails.make(cause, TARGET, seed);
        switch (cause.reads()) {
            case "read" -> assertHarmless(opened(raw));
            case "either" -> {
                try {
                    assertHarmless(opened(raw));
                } catch (Unreadable refused) {
                    assertThat(refused).hasMessageStartingWith("mail.unreadable.");
                }
            }
            case "unreadable" ->
                    assertThatThrownBy(() -> opened(raw)).isInstanceOf(Unreadable.class);
            default ->
                    assertThatThrownBy(() -> opened(raw))
                            .isInstanceOf(Unreadable.class)
                            .hasMessage("mail.unreadable." + cause.reads());
        }
    }

    private static Message opened(byte[] raw) {
        return assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    var before = allocated();
                    try {
                        return Contents.opened(MessageReader.read(raw));
                    } finally {
                        assertThat(allocated() - before).as("bytes").isLessThan(MOST_MEMORY);
                    }
                });
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    private static void assertHarmless(Message message) {
        var lines =
                List.of(
                        message.subject(),
                        message.from().name(),
                        message.from().mail(),
                        message.messageId());
        assertThat(lines)
                .noneMatch(line ->
                        line.matches(
                                "(?s).*[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F].*"));
        assertThat(message.messageId().length()).isLessThan(1000);
        assertThat(message.text())
                .doesNotContainPattern(
                        "[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F]");
        assertThat(message.attachments())
                .allSatisfy(file -> {
                    assertThat(file.name())
                            .isNotBlank()
                            .hasSizeLessThanOrEqualTo(FileNames.LONGEST);
                    assertThat(file.name()).doesNotContainPattern("[\\p{Cc}\\p{Cf}/\\\\<>:\"|?*]");
                });
        // nothing that the mail says of us is in any header but its own outermost one
        assertThat(message.headers().getOrDefault("sala-act", "")).doesNotContain(" ");
    }
}
