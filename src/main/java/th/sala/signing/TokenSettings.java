package th.sala.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.cryptoki.TokenFailed;
import th.sala.cryptoki.TokenTrouble;
import th.sala.cryptoki.TokenWire;

/// Which PKCS#11 token the operator of the machine named, and where its PIN is. What is wrong in it
/// keeps Sala from signing with the token and from nothing else.
@Component
class TokenSettings {
    private static final String FROM_ENVIRONMENT = "SALA_PKCS11_PIN";

    private final String library;
    private final String label;
    private final String slot;
    private final String pinFile;
    private final String givenPin;
    private final String environment;
    private final Path data;

    /// @param givenPin the PIN itself, where the environment has it instead of a file
    /// @param environment what the library looks for in its environment: `NAME=value`, by commas
    TokenSettings(
            @Value("${sala.pkcs11.library}") String library,
            @Value("${sala.pkcs11.token}") String label,
            @Value("${sala.pkcs11.slot}") String slot,
            @Value("${sala.pkcs11.pin-file}") String pinFile,
            @Value("${" + FROM_ENVIRONMENT + ":}") String givenPin,
            @Value("${sala.pkcs11.environment}") String environment,
            @Value("${sala.data}") Path data) {
        this.library = library.strip();
        this.label = label.strip();
        this.slot = slot.strip();
        this.pinFile = pinFile.strip();
        this.givenPin = givenPin;
        this.environment = environment;
        this.data = data.toAbsolutePath().normalize();
    }

    /// Whether there is to be a token.
    boolean isThere() {
        return !library.isEmpty();
    }

    /// What the library finds in its environment besides that of this program.
    Map<String, String> environment() {
        var all = new LinkedHashMap<String, String>();
        for (var one : environment.split(",")) {
            var at = one.indexOf('=');
            if (at > 0) {
                all.put(one.substring(0, at).strip(), one.substring(at + 1).strip());
            }
        }
        return all;
    }

    /// With the PIN, which the caller erases.
    ///
    /// @throws TokenFailed if something is missing, or others may read the PIN
    TokenWire.Opening opening() throws TokenFailed {
        if (!Files.isRegularFile(Path.of(library))) {
            throw misconfigured("sala.pkcs11.library: there is no file " + library);
        }
        if (label.isEmpty() && slot.isEmpty()) {
            throw misconfigured("sala.pkcs11.token or sala.pkcs11.slot is missing");
        }
        return new TokenWire.Opening(library, label, slotNumber(), pin());
    }

    private long slotNumber() throws TokenFailed {
        try {
            return slot.isEmpty() ? -1 : Long.parseUnsignedLong(slot);
        } catch (NumberFormatException word) {
            throw misconfigured("sala.pkcs11.slot: no number: " + slot);
        }
    }

    private byte[] pin() throws TokenFailed {
        if (pinFile.isEmpty() && givenPin.isEmpty()) {
            throw misconfigured("sala.pkcs11.pin-file is missing");
        }
        if (pinFile.isEmpty()) {
            return givenPin.getBytes(StandardCharsets.UTF_8);
        }
        var file = Path.of(pinFile).toAbsolutePath().normalize();
        if (file.startsWith(data)) {
            throw misconfigured("sala.pkcs11.pin-file must lie outside the data folder: " + file);
        }
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(TokenSettings::isOthers)) {
                throw misconfigured("others may read " + file + ": chmod 600");
            }
            return line(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw misconfigured("cannot read sala.pkcs11.pin-file: " + file);
        }
    }

    private static boolean isOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER");
    }

    /// Without the end of the line that editors write.
    private static byte[] line(byte[] content) {
        var length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        var line = Arrays.copyOf(content, length);
        Arrays.fill(content, (byte) 0);
        return line;
    }

    /// When the PIN was written last, as far as the file system knows; whoever writes the same one
    /// again means that it be tried again.
    String pinWritten() {
        try {
            return pinFile.isEmpty()
                    ? ""
                    : Files.getLastModifiedTime(Path.of(pinFile)).toInstant().toString();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static TokenFailed misconfigured(String why) {
        return new TokenFailed(TokenTrouble.MISCONFIGURED, why);
    }
}
