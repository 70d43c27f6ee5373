package th.sala.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.media.Cable;
import th.sala.media.MediaNamespace;

/// A whole meeting by four people at browsers of their own, one of them on a telephone, with a real
/// media server: all of it in networks that the test makes, which nothing leaves.
class MeetingJourney {
    private static MediaNamespace network;
    private static Cable cable;
    private static Installation province;
    private static Seat chair;
    private static Seat operator;
    private static Seat secretary;
    private static Seat member;

    @BeforeAll
    static void start(@TempDir Path programs) throws IOException, InterruptedException {
        network = MediaNamespace.make();
        cable = Cable.into(network);
        province = Installation.of("meeting").with("SALA_DEMO_ONLY", "province");
        network.options().forEach(province::option);
        province.bind(network.outside()).start();
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx--x--x"));
        var inside = network.chromium(programs);
        chair = Seat.desktop(province, inside, "thanakorn.w");
        operator = Seat.desktop(province, inside, "siriporn.s");
        secretary = Seat.desktop(province, inside, "malee.t");
        member = Seat.phone(province, cable.chromium(programs), "nattida.l");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        try (var _ = network;
                var _ = cable;
                var _ = province;
                var _ = chair;
                var _ = operator;
                var _ = secretary;
                var _ = member) {}
    }

    @Test
    @DisplayName("M0-M17: from the decision to meet to the record that anybody can check")
    void aWholeMeeting() throws IOException, InterruptedException {
        try {
            meet();
        } catch (AssertionError | RuntimeException failed) {
            chair.picture("meeting-failed-chair");
            operator.picture("meeting-failed-operator");
            secretary.picture("meeting-failed-secretary");
            member.picture("meeting-failed-member");
            throw failed;
        }
        chair.assertQuiet();
        operator.assertQuiet();
        secretary.assertQuiet();
    }

    private static void meet() throws IOException, InterruptedException {
        var meeting = new MeetingArranged(chair, operator, secretary, member).opened();
        var held = new MeetingHeld(province, cable, meeting, chair, operator, secretary, member);
        held.fromTheFirstToTheLastItem();
        held.end();
        new MeetingKept(province, meeting, chair).fromTheResultToTheVerifier();
    }
}
