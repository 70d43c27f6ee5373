package th.sala.agencies;

import java.io.PrintStream;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import th.sala.web.PageTls;

/// What the console says at start: where Sala is, and how to come in.
@Component
class Console {
    /// Browsers offer passkeys at the name, not at the number.
    private static final Set<String> HERE = Set.of("127.0.0.1", "0.0.0.0", "::", "::1");

    private final SetUpCode code;
    private final SetUp setUp;
    private final PageTls tls;

    private String address = "";

    Console(SetUp setUp, PageTls tls) {
        this.setUp = setUp;
        this.tls = tls;
        this.code = new SetUpCode(this::printCode);
    }

    SetUpCode code() {
        return code;
    }

    @EventListener
    void ready(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext context)
                || context.getWebServer() == null) {
            return;
        }
        var environment = context.getEnvironment();
        var host = environment.getProperty("server.address", "127.0.0.1");
        address =
                "%s://%s:%d"
                        .formatted(
                                tls.fingerprint().isPresent() ? "https" : "http",
                                HERE.contains(host) ? "localhost" : host,
                                context.getWebServer().getPort());
        tls.fingerprint().ifPresent(Console::printFingerprint);
        if (setUp.isOpen()) {
            code.show();
        } else {
            printReady();
        }
    }

    private void printReady() {
        out().println(
                        """

                        ศาลาพร้อมใช้งานที่ %1$s
                          เข้าสู่ระบบด้วยชื่อผู้ใช้และรหัสผ่านของท่านที่ %1$s/sign-in  กด Ctrl-C เพื่อหยุด
                        Sala is ready at %1$s
                          Sign in with your username and password at %1$s/sign-in  Ctrl-C stops it
                        """
                                .formatted(address));
    }

    private static void printFingerprint(String fingerprint) {
        out().println(
                        """

                        ลายนิ้วมือของใบรับรอง (SHA-256) เทียบกับที่เบราว์เซอร์แสดงก่อนยอมรับ:
                        Fingerprint of the certificate (SHA-256); compare it with what a browser shows before accepting it:
                          %s\
                        """
                                .formatted(fingerprint));
    }

    private void printCode(String fresh) {
        out().println(
                        """

                        ศาลาพร้อมใช้งานที่ %1$s
                          ยังไม่มีหน่วยงานและผู้ใช้ เปิด %1$s/set-up แล้วใส่รหัสตั้งค่าครั้งเดียว:  %2$s
                        Sala is ready at %1$s
                          No agency and no account yet: open %1$s/set-up and enter the one-time code:  %2$s
                        """
                                .formatted(address, fresh));
    }

    /// The console is for the person at the machine, not the log: the code must not be kept.
    @SuppressWarnings("SystemOut")
    private static PrintStream out() {
        return System.out;
    }
}
