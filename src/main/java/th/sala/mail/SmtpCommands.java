package th.sala.mail;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandException;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;

/// The library's SMTP commands where its own are not strict enough: EHLO offers only what we do,
/// BDAT (whose chunks it takes for whole when a client goes away) is not spoken, no input makes a
/// command fail, and after DATA a transaction is over whatever came of it.
final class SmtpCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpCommands.class);
    private static final Pattern SIZE = Pattern.compile("(?i) size=([0-9]+)");
    private static final int LONGEST_SIZE = 18;

    private SmtpCommands() {}

    /// Puts ours in the place of the library's.
    static void install(CommandHandler commands, SmtpListener listener) {
        for (var name : commands.getVerbs().toArray(String[]::new)) {
            var known = commands.getCommand(name);
            commands.addCommand(new Guarded(known, listener));
        }
        commands.addCommand(new Guarded(new Ehlo(), listener));
        commands.addCommand(new NotSpoken("BDAT"));
    }

    /// Answers instead of failing; keeps the listener from closing while a message is received.
    private record Guarded(Command command, SmtpListener listener) implements Command {
        @Override
        public String getName() {
            return command.getName();
        }

        @Override
        public HelpMessage getHelp() throws CommandException {
            return command.getHelp();
        }

        @Override
        public void execute(String line, Session session)
                throws IOException, DropConnectionException {
            var ours = listener.session(session);
            if (ours == null || ours.hasToGo()) {
                throw new DropConnectionException(421, "4.7.0 Too many errors");
            }
            if (isTooLarge(line, session)) {
                session.sendResponse("552 5.3.4 Message is larger than allowed");
                return;
            }
            var isData = getName().equals("DATA");
            if (isData && !ours.beginReceiving()) {
                throw new DropConnectionException(421, "4.3.2 This server is being stopped");
            }
            try {
                command.execute(line, session);
            } catch (RuntimeException broken) {
                LOG.debug("{} sent {}", ours.client(), getName(), broken);
                session.sendResponse("501 5.5.4 Syntax error");
            } finally {
                if (isData) {
                    endTransaction(session);
                    ours.endReceiving();
                }
            }
        }

        private boolean isTooLarge(String line, Session session) {
            if (!getName().equals("MAIL")) {
                return false;
            }
            var size = SIZE.matcher(line);
            return size.find()
                    && (size.group(1).length() > LONGEST_SIZE
                            || Long.parseLong(size.group(1))
                                    > session.getServer().getMaxMessageSize());
        }

        private static void endTransaction(Session session) {
            if (session.getMessageHandler() instanceof SmtpTransaction transaction
                    && transaction.hasTakenData()) {
                session.resetMailTransaction();
            }
        }
    }

    private record Ehlo() implements Command {
        @Override
        public String getName() {
            return "EHLO";
        }

        @Override
        public HelpMessage getHelp() {
            return new HelpMessage("EHLO", "Introduce yourself.", "<hostname>");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            var words = line.strip().split("\\s+");
            if (words.length < 2) {
                session.sendResponse("501 5.5.4 Syntax: EHLO hostname");
                return;
            }
            session.resetMailTransaction();
            session.setHelo(words[1]);
            var server = session.getServer();
            var answer = new StringBuilder("250-" + server.getHostName() + "\r\n");
            answer.append("250-PIPELINING\r\n250-8BITMIME\r\n");
            if (server.getEnableTLS() && !session.isTLSStarted()) {
                answer.append("250-STARTTLS\r\n");
            }
            var canSignIn = server.getAuthenticationHandlerFactory();
            if (canSignIn.isPresent() && session.isTLSStarted()) {
                var ways = canSignIn.get().getAuthenticationMechanisms();
                answer.append("250-AUTH ").append(String.join(" ", ways)).append("\r\n");
            }
            session.sendResponse(answer + "250 SIZE " + server.getMaxMessageSize());
        }
    }

    /// What follows such a command would be taken for commands, so the connection ends.
    private record NotSpoken(String name) implements Command {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public HelpMessage getHelp() {
            return new HelpMessage(name, "Not spoken here.");
        }

        @Override
        public void execute(String line, Session session) throws DropConnectionException {
            throw new DropConnectionException(
                    502, "5.5.1 " + name.toUpperCase(Locale.ROOT) + " is not spoken here");
        }
    }
}
