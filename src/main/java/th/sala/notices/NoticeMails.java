package th.sala.notices;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.mail.Address;
import th.sala.mail.Mailboxes;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.OutgoingMail;

/// Tells people by e-mail that there is something to see: how many, and where; never what. To an
/// address of their own choosing that they have shown to be theirs, as often as they like.
@Service
public class NoticeMails {
    private static final Duration CODE_LASTS = Duration.ofHours(1);
    private static final int CODE_BELOW = 1_000_000;
    private static final int MOST_TRIES = 5;

    /// Codes in a day for one account, and to one address, whoever asks.
    private static final int MOST_CODES = 5;

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger(NoticeMails.class);

    /// Refusal: what arrives there would be taken for letters, or it is no address.
    static final class NotThere extends Refusal {
        NotThere() {
            super("notices.mail.not-there");
        }
    }

    /// Refusal: not the code that was sent, or too late.
    static final class WrongCode extends Refusal {
        WrongCode() {
            super("notices.mail.wrong-code");
        }
    }

    /// Refusal: so many other codes were typed that this one is good no more.
    static final class TriedTooOften extends Refusal {
        TriedTooOften() {
            super("notices.mail.tried-too-often");
        }
    }

    /// Refusal: enough codes were sent today.
    static final class TooManyCodes extends Refusal {
        private TooManyCodes(String whose) {
            super("notices.mail.too-many-codes." + whose, MOST_CODES);
        }
    }

    private final MailWishes wishes;
    private final SentCodes codes;
    private final Accounts accounts;
    private final Registry registry;
    private final Mailboxes mailboxes;
    private final Outbox outbox;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String address;

    NoticeMails(
            MailWishes wishes,
            SentCodes codes,
            Accounts accounts,
            Registry registry,
            Mailboxes mailboxes,
            Outbox outbox,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${sala.address}") String address) {
        this.wishes = wishes;
        this.codes = codes;
        this.accounts = accounts;
        this.registry = registry;
        this.mailboxes = mailboxes;
        this.outbox = outbox;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.address = address;
    }

    @Transactional(readOnly = true)
    Optional<MailWish> of(SignedIn who) {
        return wishes.find(who.agency(), who.account());
    }

    /// Keeps the wish. To another address a code goes first.
    ///
    /// @throws NotThere if it is no address, or a mailbox of this installation
    /// @throws TooManyCodes if enough were sent today for this person, or to this address
    @Transactional
    void wish(SignedIn who, String typed, Rhythm rhythm) {
        var wanted = typed.strip().toLowerCase(Locale.ROOT);
        var before = wishes.find(who.agency(), who.account());
        if (before.filter(wish -> wish.isConfirmed() && wish.address().equals(wanted)).isPresent()
                || rhythm == Rhythm.NEVER) {
            wishes.rhythm(who.agency(), who.account(), rhythm, clock.instant());
            return;
        }
        if (!wanted.matches("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,180}")
                || mailboxes.find(wanted).isPresent()) {
            throw new NotThere();
        }
        count(who.account(), wanted);
        var code = "%06d".formatted(RANDOM.nextInt(CODE_BELOW));
        var until = clock.instant().plus(CODE_LASTS);
        wishes.put(who.agency(), who.account(), wanted, rhythm, hash(who.account(), code), until);
        send(
                who.agency(),
                wanted,
                who.display().language(),
                "notices.mail.code.subject",
                "notices.mail.code.text",
                code);
    }

    private void count(UUID account, String wanted) {
        var today = LocalDate.now(clock);
        codes.forgetBefore(today);
        if (codes.forAccount(account, today) > MOST_CODES) {
            throw new TooManyCodes("account");
        }
        if (codes.toAddress(wanted, today) > MOST_CODES) {
            throw new TooManyCodes("address");
        }
    }

    /// The person has read what was sent there.
    ///
    /// @throws WrongCode if it is not the code, or too late
    /// @throws TriedTooOften after too many others
    void confirm(SignedIn who, String typed) {
        var hash = hash(who.account(), typed.replaceAll("\\s", ""));
        var tried =
                inTransaction(() ->
                        wishes.confirm(
                                who.agency(), who.account(), hash, MOST_TRIES, clock.instant()));
        switch (tried) {
            case RIGHT -> {}
            case WRONG -> throw new WrongCode();
            case TOO_OFTEN -> throw new TriedTooOften();
        }
    }

    void look() {
        var now = clock.instant();
        for (var wish : AgencyScope.everywhere(() -> inTransaction(wishes::withNews))) {
            var before = Objects.requireNonNull(wish.mailedAt());
            if (wish.rhythm().isDue(before, now, clock.getZone())) {
                tell(wish, now);
            }
        }
    }

    private void tell(MailWish wish, Instant now) {
        try {
            AgencyScope.within(
                    wish.agency(),
                    () -> transaction.executeWithoutResult(_ -> tellWithin(wish, now)));
        } catch (RuntimeException failed) {
            LOG.error("account {} could not be told by e-mail", wish.account(), failed);
        }
    }

    private void tellWithin(MailWish wish, Instant now) {
        var account = accounts.find(wish.account()).filter(Account::isOpen);
        if (!wishes.mailed(wish, now) || account.isEmpty()) {
            return;
        }
        var show = account.get().display();
        send(
                wish.agency(),
                wish.address(),
                show.language(),
                "notices.mail.subject",
                "notices.mail.text",
                show.number(wishes.unread(wish)));
    }

    /// @param said the only thing that is not the same for everybody
    private void send(
            UUID agency, String to, Locale language, String subject, String text, String said) {
        var own = registry.agency(agency).orElseThrow();
        var id = UUID.randomUUID();
        var draft =
                new MessageDraft(
                        "<" + id + "@" + own.domain() + ">",
                        new Address(own.name(), own.centralAddress()),
                        List.of(Address.of(to)),
                        List.of(),
                        text(subject, language, said),
                        clock.instant(),
                        List.of(),
                        Map.of("Auto-Submitted", "auto-generated"),
                        text(text, language, said, address + "/me/notices"),
                        List.of());
        outbox.queue(mail(own, id, draft, to));
    }

    private static OutgoingMail mail(Agency own, UUID id, MessageDraft draft, String to) {
        return new OutgoingMail(
                id,
                own.id(),
                draft.messageId(),
                own.centralAddress(),
                List.of(to),
                MessageWriter.write(draft));
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    private static byte[] hash(UUID account, String code) {
        return DigestUtils.sha256(account + " " + code);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob noticeMailsToSend(NoticeMails mails) {
            return new RecurringJob("notices.mails", PERIOD, mails::look);
        }
    }
}
