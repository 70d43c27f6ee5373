package th.sala.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypefaceTests {
    @TempDir Path empty;

    private static final String HIDE =
            """
            set -e
            for folder in /etc/fonts /usr/share/fonts; do
              if [ -d $folder ]; then mount --bind %s $folder; fi
            done
            for library in $(ldconfig -p | sed -n 's/.*libfontconfig\\.so\\.1 .*=> //p'); do
              mount --bind /dev/null "$library"
            done
            """;

    /// A server need not have fonts; nothing may be set wrongly, or not at all, for that.
    @Test
    void isTheSameOnAMachineWithoutFonts() throws Exception {
        assumeThat(System.getProperty("user.name")).as("may hide folders").isEqualTo("root");
        var without = run("unshare", "-m", "sh", "-c", HIDE.formatted(empty) + "exec " + java());
        assertThat(without).isEqualTo("as wide as " + Points.widthOf("เรื่อง"));
    }

    private static String java() {
        return "%s/bin/java -cp %s %s"
                .formatted(
                        System.getProperty("java.home"),
                        System.getProperty("java.class.path"),
                        WithoutFonts.class.getName());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said.strip();
    }
}
