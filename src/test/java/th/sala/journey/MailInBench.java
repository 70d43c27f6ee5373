package th.sala.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import th.sala.Sala;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.SmtpHandIn;

/// `./sala bench mail-in`: how many letters a second come from SMTP into the inbox, where they wait
/// to be registered, each with a PDF of 300 KB; against Postfix, which takes mails of the same kind
/// and has Dovecot put them into a mailbox by LMTP, in the same run and by turns.
///
/// Both talk to eight senders, one connection for each mail, and both answer for what is on the
/// disk.
public final class MailInBench {
    private static final int SENDERS = 8;
    private static final int MAILS = 200;
    private static final int ROUNDS = 5;
    private static final int PDF = 300 * 1024;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String PEER = "saraban@peer.example";
    private static final PrintStream OUT = System.out;
    private static final String[] OPTIONS = {
        "--server.port=0",
        "--sala.smtp.port=0",
        "--sala.submission.port=0",
        "--sala.smtp.rate-per-minute=1000000"
    };

    private final Random random = new Random(1);

    private MailInBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches", "min_wal_size=2GB")) {
            try (var admin =
                            DriverManager.getConnection(
                                    postgres.url("postgres"), postgres.superuser());
                    var statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE sala");
            }
            Map<String, Object> properties =
                    new HashMap<>(new TestRoles(TestVault.of(folder)).prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala = application.run(OPTIONS);
                    var peer = MailPeer.start(PEER, "chief@peer.example", "none.example", 1)) {
                new MailInBench().measure(sala, peer, postgres);
            }
        }
    }

    private void measure(
            ConfigurableApplicationContext sala, MailPeer peer, EmbeddedPostgres postgres)
            throws Exception {
        var own =
                new Srisamut(
                        sala.getBean(Founding.class),
                        sala.getBean(Organisation.class),
                        sala.getBean(Powers.class),
                        "own.example");
        var other = new Elsewhere("other.example");
        other.isKnownTo(sala);
        var port = sala.getBean(MailPorts.class).inbound();
        try (var counting =
                DriverManager.getConnection(postgres.url("sala"), postgres.superuser())) {
            LongSupplier letters = () -> count(counting);
            LongSupplier messages = () -> peer.messages(PEER).size();
            var central = "saraban@" + own.domain;
            // both warm
            rate(port, other, central, letters);
            rate(peer.smtp(), other, PEER, messages);

            var here = new ArrayList<Double>();
            var there = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                here.add(rate(port, other, central, letters));
                there.add(rate(peer.smtp(), other, PEER, messages));
            }
            print("Postfix and Dovecot, in the mailbox", there, middle(there));
            print("Sala, waiting to be registered", here, middle(there));
        }
    }

    /// Letters a second, from the first connection until the last one is there.
    private double rate(int port, Elsewhere from, String to, LongSupplier arrived)
            throws IOException, InterruptedException, ExecutionException {
        var mails = new ConcurrentLinkedQueue<byte[]>();
        for (int i = 0; i < MAILS; i++) {
            mails.add(mail(from, to));
        }
        var wanted = arrived.getAsLong() + MAILS;
        var begin = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(SENDERS)) {
            var senders = new ArrayList<Future<?>>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(
                        pool.submit(() -> {
                            for (byte[] raw; (raw = mails.poll()) != null; ) {
                                SmtpHandIn.send(port, from.mail(), raw, to);
                            }
                            return null;
                        }));
            }
            for (var sender : senders) {
                sender.get();
            }
        }
        Installation.await("all are there", LONGEST, () -> arrived.getAsLong() == wanted);
        return MAILS * 1e9 / (System.nanoTime() - begin);
    }

    private byte[] mail(Elsewhere from, String to) throws IOException {
        return MessageWriter.write(
                new MessageDraft(
                        "<" + new UUID(random.nextLong(), random.nextLong()) + "@other.example>",
                        new Address("นายวิชัย มั่นคง", from.mail()),
                        List.of(Address.of("malee@own.example")),
                        List.of(Address.of(to), Address.of("saraban@other.example")),
                        "ขอเชิญประชุมคณะกรรมการ",
                        Instant.now(),
                        List.of(),
                        Map.of(),
                        "ด้วยจังหวัดจะจัดประชุมคณะกรรมการ จึงเรียนมาเพื่อโปรดพิจารณา",
                        List.of(new Attachment("หนังสือ.pdf", "application/pdf", pdf()))));
    }

    /// A page with text, and something that cannot be made smaller, different in each.
    private byte[] pdf() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("Invitation " + random.nextInt());
                content.endText();
            }
            var bulk = new byte[PDF];
            random.nextBytes(bulk);
            var stream = new PDStream(document);
            try (var data = stream.createOutputStream()) {
                data.write(bulk);
            }
            document.getDocumentCatalog()
                    .getCOSObject()
                    .setItem(COSName.getPDFName("Bulk"), stream);
            document.save(out);
        }
        return out.toByteArray();
    }

    private static long count(java.sql.Connection counting) {
        try (var statement = counting.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM letters.incoming")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static double middle(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private static void print(String what, List<Double> rates, double reference) {
        OUT.printf(
                Locale.ROOT,
                "%-38s %8.1f/s  %.2f  (%s)%n",
                what,
                middle(rates),
                middle(rates) / reference,
                rates.stream()
                        .sorted()
                        .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
                        .reduce((all, one) -> all + " " + one)
                        .orElse(""));
    }
}
