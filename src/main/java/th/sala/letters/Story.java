package th.sala.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.mail.Delivery;
import th.sala.mail.DeliveryState;
import th.sala.mail.Inbox;
import th.sala.mail.Outbox;
import th.sala.mail.Reply;
import th.sala.registers.Entry;
import th.sala.registers.Registers;
import th.sala.thai.Display;

/// All that happened to a letter, in time order, told from the records that the acts left.
@Service
@Transactional(readOnly = true)
class Story {
    /// Of more addressees the ways are not told: each has its own standing on the page.
    private static final int MOST_TOLD = 20;

    private final Acts acts;
    private final Addressees addressees;
    private final IncomingLetters incoming;
    private final Registers registers;
    private final Inbox inbox;
    private final Outbox outbox;

    Story(
            Acts acts,
            Addressees addressees,
            IncomingLetters incoming,
            Registers registers,
            Inbox inbox,
            Outbox outbox) {
        this.acts = acts;
        this.addressees = addressees;
        this.incoming = incoming;
        this.registers = registers;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    enum Mood {
        PLAIN,
        GOOD,
        BAD
    }

    /// @param what the last part of the message key `letters.story.…`
    /// @param about an address, a number, a reason
    record Happening(Instant at, String what, String by, Reply about, Mood mood) {
        /// As it shows. The digits of an address stay as they are: it would be another address.
        public String aboutIn(Display show, String sentence) {
            return sentence.contains("@") ? sentence : show.text(sentence);
        }
    }

    List<Happening> of(SignedIn who, OutgoingLetter letter) {
        var story = new ArrayList<Happening>();
        add(story, letter.createdAt(), "drafted", letter.createdBy(), "", Mood.PLAIN);
        var numbered = numbered(letter.content().kind());
        switch (letter.stage()) {
            case OutgoingLetter.Stage.Draft _ ->
                    add(story, letter.changedAt(), "changed", letter.changedBy(), "", Mood.PLAIN);
            case OutgoingLetter.Stage.Discarded _ ->
                    add(story, letter.changedAt(), "discarded", letter.changedBy(), "", Mood.BAD);
            case OutgoingLetter.Stage.Numbered(var given) -> signed(story, given, numbered);
            case OutgoingLetter.Stage.Sent(var given) -> signed(story, given, numbered);
            case OutgoingLetter.Stage.Paper(var given) ->
                    signed(
                            story,
                            given,
                            letter.content().kind() == LetterKind.MINUTES
                                    ? "reported-on-paper"
                                    : "sent-on-paper");
        }
        acts(story, who.agency(), letter.id());
        var sendings = addressees.of(who.agency(), letter.id());
        if (sendings.size() <= MOST_TOLD) {
            sendings.forEach(addressee -> way(story, addressee));
        }
        for (var former : addressees.former(who.agency(), letter.id())) {
            add(story, former.queuedAt(), "queued", "", former.address(), Mood.PLAIN);
            deliveries(story, former.mail());
        }
        return sorted(story);
    }

    private static String numbered(LetterKind kind) {
        if (kind == LetterKind.MINUTES) {
            return "reported";
        }
        return kind.isLetter() ? "sent" : "issued";
    }

    private static void signed(List<Happening> story, OutgoingLetter.Given given, String what) {
        add(story, given.signedAt(), what, given.signedBy(), given.number(), Mood.GOOD);
    }

    private void way(List<Happening> story, Addressee addressee) {
        var to = addressee.agencyName();
        add(story, addressee.queuedAt(), "queued", "", to, Mood.PLAIN);
        deliveries(story, addressee.mail());
        add(story, addressee.copiedAt(), "copied", "", "", Mood.PLAIN);
        switch (addressee.answer()) {
            case Addressee.Answer.Acknowledged(var number, _, var at) ->
                    add(story, at, "acknowledged", to, number, Mood.GOOD);
            case Addressee.Answer.Returned(var reason, var at) ->
                    add(story, at, "returned-to-us", to, reason, Mood.BAD);
            case Addressee.Answer.Forwarded(var where, var at) ->
                    add(story, at, "forwarded-there", to, where, Mood.PLAIN);
            case Addressee.Answer.Refused(var at) ->
                    add(story, at, "refused-there", to, "", Mood.BAD);
            case null -> {}
        }
    }

    /// Also what came of it before it was sent again.
    private void deliveries(List<Happening> story, UUID mail) {
        deliveries(story, outbox.before(mail));
        deliveries(story, outbox.deliveries(mail));
    }

    private static void deliveries(List<Happening> story, List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            var to = delivery.recipient();
            switch (delivery.state()) {
                case DeliveryState.Queued _, DeliveryState.Sending _ -> {}
                case DeliveryState.Sent(var at, _, boolean arrived) ->
                        add(story, at, arrived ? "delivered" : "handed-over", "", to, Mood.PLAIN);
                case DeliveryState.Delivered(var at) ->
                        add(story, at, "delivered", "", to, Mood.PLAIN);
                case DeliveryState.Bounced(var at, var reason) ->
                        add(story, at, "bounced", to, reason.kept(), Mood.BAD);
                case DeliveryState.InDoubt(var at, var why) ->
                        add(story, at, "in-doubt", to, why.kept(), Mood.BAD);
                case DeliveryState.Corrected(var at, var address) ->
                        add(story, at, "corrected", to, address, Mood.PLAIN);
            }
        }
    }

    List<Happening> of(SignedIn who, IncomingLetter letter) {
        var story = new ArrayList<Happening>();
        arrival(story, letter);
        if (letter.deemedAt().isAfter(letter.arrivedAt())) {
            add(story, letter.deemedAt(), "deemed", "", "", Mood.PLAIN);
        }
        acts(story, who.agency(), letter.id());
        for (var entry : registers.entriesOf(who.agency(), letter.id())) {
            var book = registers.book(who.agency(), entry.book());
            var place = book.filter(found -> found.unit() != null).map(found -> found.title());
            add(
                    story,
                    entry.enteredAt(),
                    place.isPresent() ? "registered-in-unit" : "registered",
                    entry.enteredBy(),
                    number(entry, place.orElse("")),
                    Mood.GOOD);
        }
        switch (letter.stage()) {
            case IncomingLetter.Stage.Arrived _ -> {}
            case IncomingLetter.Stage.Registered _ ->
                    incoming.replyQueued(who.agency(), letter.id())
                            .ifPresent(at ->
                                    add(
                                            story,
                                            at,
                                            "replied",
                                            "",
                                            letter.sender().address(),
                                            Mood.GOOD));
            case IncomingLetter.Stage.Returned(var reason, var by, var at) ->
                    add(story, at, "returned", by, reason, Mood.BAD);
            case IncomingLetter.Stage.Forwarded(var to, _, var by, var at) ->
                    add(story, at, "forwarded", by, to, Mood.PLAIN);
        }
        incoming.replyMail(who.agency(), letter.id())
                .ifPresent(mail -> {
                    deliveries(story, mail);
                    deliveries(story, Replies.noticeOf(mail));
                });
        return sorted(story);
    }

    private void arrival(List<Happening> story, IncomingLetter letter) {
        var from = letter.sender().address();
        var at = letter.arrivedAt();
        if (letter.isInside()) {
            add(story, at, "came-inside", letter.sender().name(), "", Mood.PLAIN);
            return;
        }
        if (letter.mail() == null) {
            add(story, at, "brought", "", from, Mood.PLAIN);
            return;
        }
        var centralAt = inbox.find(letter.mail()).centralAt();
        if (at.equals(centralAt)) {
            add(story, at, "arrived", "", from, Mood.PLAIN);
        } else {
            add(story, at, "arrived-at-person", "", from, Mood.PLAIN);
            add(story, centralAt, "reached-central", "", "", Mood.PLAIN);
        }
    }

    private static String number(Entry entry, String place) {
        return place.isEmpty() ? Integer.toString(entry.number()) : entry.number() + " · " + place;
    }

    private void acts(List<Happening> story, UUID agency, UUID letter) {
        for (var act : acts.of(agency, letter)) {
            add(story, act.at(), act.what(), act.byWhom(), act.detail(), Mood.PLAIN);
        }
    }

    private static void add(
            List<Happening> story,
            @Nullable Instant at,
            String what,
            String by,
            String about,
            Mood mood) {
        if (at != null) {
            story.add(new Happening(at, what, by, Reply.of(about), mood));
        }
    }

    private static List<Happening> sorted(List<Happening> story) {
        story.sort(Comparator.comparing(Happening::at));
        return story;
    }
}
