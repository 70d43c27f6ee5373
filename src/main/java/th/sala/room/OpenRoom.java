package th.sala.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.media.Cut;
import th.sala.media.Feed;
import th.sala.media.IceServer;
import th.sala.media.LiveMedia;
import th.sala.media.MediaEvent;
import th.sala.media.MediaTrouble;
import th.sala.meetings.Attending;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingRooms;

/// A room at work: the state, who is connected, and what the media server is asked for. One act
/// after the other; each is in the record before it takes effect, so that whoever makes the room
/// again from the record finds every cut that ever held.
final class OpenRoom {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRoom.class);
    private static final Duration ALIVE = Duration.ofSeconds(5);
    private static final Runnable NOTHING_ELSE = () -> {};

    /// What rooms share.
    record Tools(
            RoomRecord record,
            LiveMedia media,
            MeetingRooms meetings,
            RoomPlans plans,
            Wire wire,
            Clock clock) {}

    private final Meeting meeting;
    private final Tools tools;
    private final RoomState state;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Connection> connections = new HashMap<>();

    /// What the media server was asked to cut, and what of it it confirmed.
    private final Map<UUID, Set<Cut>> asked = new HashMap<>();

    private final Map<UUID, Set<Cut>> held = new HashMap<>();
    private final Set<Feed> feeds = new LinkedHashSet<>();
    private final Clocks clocks;
    private long beaten = System.nanoTime() - ALIVE.toNanos();
    private boolean isMediaOpen;

    /// For those in control who come later; null while there is none.
    private Tell.@Nullable DiskAlarm diskAlarm;

    private boolean broken;

    OpenRoom(Meeting meeting, RoomState state, Tools tools) {
        this.meeting = meeting;
        this.state = state;
        this.tools = tools;
        this.clocks = new Clocks(tools.clock.instant(), System.nanoTime());
    }

    UUID meeting() {
        return meeting.id();
    }

    /// Makes the room ready for the first who comes: what stood when it was lost stands again.
    ///
    /// @param lastSeen when it was at work last; empty of a new one
    void begin(Optional<Instant> lastSeen) {
        var lost = new ArrayList<>(state.endAsides(AsideEnd.GONE));
        state.people().forEach(person -> lost.addAll(state.lose(person.attendee().id())));
        if (!lost.isEmpty()) {
            var when = lastSeen.orElseGet(tools.clock::instant);
            keep(program(), when, lost, NOTHING_ELSE);
            lost.forEach(event -> state.apply(when, event));
        }
        lastSeen.filter(seen -> seen.isAfter(clocks.at())).ifPresent(this::clockSet);
        openMedia();
    }

    /// Now, by the clock. That it was set since somebody looked is in the record before anything
    /// that happens by the other clock.
    private Instant now() {
        clocks.look(tools.clock.instant(), System.nanoTime()).ifPresent(this::clockSet);
        return clocks.at();
    }

    private void clockSet(Instant before) {
        LOG.warn("{}: the clock was set from {} to {}", meeting.id(), before, clocks.at());
        keep(program(), clocks.at(), List.of(new RoomEvent.ClockSet(before)), NOTHING_ELSE);
    }

    private void openMedia() {
        try {
            tools.media.open(tools.plans.of(meeting));
            isMediaOpen = true;
            if (state.mediaLost()) {
                happened(program(), List.of(new RoomEvent.MediaBack()), NOTHING_ELSE);
            }
            holdAll();
        } catch (MediaTrouble trouble) {
            if (!state.mediaLost()) {
                var why = new RoomEvent.MediaLost(trouble.reason().name());
                happened(program(), List.of(why), NOTHING_ELSE);
            }
        }
    }

    /// A media server that knows of no cuts is told of all.
    private void holdAll() {
        asked.clear();
        held.clear();
        var answered =
                state.people().stream()
                        .flatMap(person -> hold(person.attendee().id()).stream())
                        .toList();
        if (!answered.isEmpty()) {
            keep(program(), now(), answered, NOTHING_ELSE);
        }
    }

    /// @throws RoomRefusal if they may not come
    void come(Connection connection) {
        lock.lock();
        try {
            mustWork();
            var who = connection.who();
            var before = connections.get(who.attendee());
            var events = new ArrayList<RoomEvent>();
            if (before != null) {
                events.addAll(state.endAside(who.attendee(), AsideEnd.GONE));
            }
            events.addAll(state.come(who.attendee(), who.identified()));
            connections.put(who.attendee(), connection);
            if (before != null) {
                before.end(tools.wire.write(new Tell.Gone(Tell.Why.REPLACED, "")));
                leaveMedia(who.attendee());
            }
            happened(who.actor(), events, NOTHING_ELSE);
            greet(connection);
        } finally {
            lock.unlock();
        }
    }

    private void greet(Connection connection) {
        var who = connection.who().attendee();
        if (state.isIn(who)) {
            var shown =
                    state.sees(who)
                            ? RoomViews.whole(state, who, others(who), ice(who))
                            : withoutData(who);
            tell(connection, shown);
            if (diskAlarm != null && state.controls(who)) {
                tell(connection, diskAlarm);
            }
        } else {
            var identified = state.person(who).filter(RoomState.Person::identified).isPresent();
            tell(connection, new Tell.Waiting(identified));
        }
    }

    /// For a device to which all data is cut: themselves, and that there is a meeting.
    private Tell withoutData(UUID who) {
        var own =
                state.person(who)
                        .map(one -> List.of(RoomViews.person(state, one, who)))
                        .orElse(List.of());
        var nothing = new Tell.RoomView(null, null, List.of(), Map.of(), false);
        return new Tell.Whole(who, nothing, own, List.of(), List.of(), List.of());
    }

    private List<IceServer> ice(UUID who) {
        try {
            return tools.media.iceServers(who);
        } catch (MediaTrouble none) {
            return List.of();
        }
    }

    private List<Feed> others(UUID who) {
        return feeds.stream().filter(feed -> !feed.participant().equals(who)).toList();
    }

    /// The connection is over; another of the same person may have taken its place.
    void lost(Connection connection) {
        lock.lock();
        try {
            var who = connection.who().attendee();
            if (broken || !connections.remove(who, connection)) {
                return;
            }
            leaveMedia(who);
            var events = new ArrayList<>(state.endAside(who, AsideEnd.GONE));
            events.addAll(state.lose(who));
            happened(program(), events, NOTHING_ELSE);
        } finally {
            lock.unlock();
        }
    }

    private void leaveMedia(UUID who) {
        state.seen(who, false);
        feeds.removeIf(feed -> feed.participant().equals(who));
        try {
            tools.media.leave(meeting.id(), who);
        } catch (MediaTrouble none) {
            // it is not there either
        }
    }

    void asked(Connection connection, Ask ask) {
        switch (ask) {
            case Ask.Beat _ -> {}
            case Ask.Act act -> act(connection, act);
            case Ask.Signal signal -> signal(connection, signal);
        }
    }

    private void act(Connection connection, Ask.Act act) {
        lock.lock();
        try {
            mustBeCurrent(connection);
            var by = connection.who();
            var events = state.decide(by.attendee(), act);
            happened(by.actor(), events, () -> inMeeting(by, act));
            switch (act) {
                case Ask.Vouch(var other) -> vouched(other);
                case Ask.TakeAside _ -> openAside(by.attendee());
                case Ask.Leave _ -> farewell(by.attendee(), Tell.Why.LEFT, "");
                case Ask.Remove(var other, var words) -> farewell(other, Tell.Why.REMOVED, words);
                case Ask.End _ -> close();
                default -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the meeting's own record says of it.
    private void inMeeting(Attending by, Ask.Act act) {
        switch (act) {
            case Ask.ToItem(var item) -> tools.meetings.toItem(by, item);
            case Ask.Interest(var item, var who, var has) ->
                    tools.meetings.interest(by, item, who, has);
            case Ask.Vouch(var other) -> tools.meetings.vouch(by, other);
            case Ask.End _ -> tools.meetings.end(by);
            default -> {}
        }
    }

    private void vouched(UUID other) {
        var isKnown =
                tools.meetings
                        .find(meeting.id())
                        .flatMap(now -> now.attendee(other))
                        .filter(attendee -> attendee.isIdentified())
                        .isPresent();
        if (isKnown && state.person(other).filter(RoomState.Person::identified).isEmpty()) {
            happened(program(), List.of(new RoomEvent.Identified(other)), NOTHING_ELSE);
        }
    }

    /// Not before the room's own sound of both is cut, as far as the media server said.
    private void openAside(UUID who) {
        var taken = state.aside(who).filter(RoomState.Aside::open);
        if (taken.isEmpty()) {
            return;
        }
        var aside = taken.get();
        if (isHeld(aside.operator()) && isHeld(aside.attendee()) && carries(aside)) {
            tellAside(aside.attendee());
            tellAside(aside.operator());
        } else {
            happened(program(), state.endAside(who, AsideEnd.MEDIA), NOTHING_ELSE);
        }
    }

    private boolean carries(RoomState.Aside aside) {
        try {
            tools.media.openAside(meeting.id(), aside.operator(), aside.attendee());
            return true;
        } catch (MediaTrouble trouble) {
            LOG.warn("{}: no private line ({})", meeting.id(), trouble.reason());
            return false;
        }
    }

    /// Before anything else of what happened takes effect: nobody gets their voice back in the room
    /// while the line is still there.
    private void closeAside(RoomEvent event) {
        if (event instanceof RoomEvent.AsideEnded(var who, _, _)) {
            try {
                tools.media.closeAside(meeting.id(), who);
            } catch (MediaTrouble none) {
                LOG.info("{}: no private line to close", meeting.id());
            }
        }
    }

    private void tellAside(RoomEvent event) {
        if (event instanceof RoomEvent.AsideAsked(var who, var by)) {
            tellAside(who);
            tellAside(by);
        } else if (event instanceof RoomEvent.AsideEnded(var who, var with, var why)) {
            var over = new Tell.Aside(null, Tell.AsideState.NONE, why);
            tell(who, over);
            tell(with, over);
        }
    }

    private void tellAside(UUID who) {
        state.aside(who).ifPresent(aside -> tell(who, RoomViews.aside(aside, who)));
    }

    private void tell(UUID who, Tell message) {
        var connection = connections.get(who);
        if (connection != null) {
            tell(connection, message);
        }
    }

    private void farewell(UUID who, Tell.Why why, String words) {
        var connection = connections.remove(who);
        if (why == Tell.Why.REMOVED) {
            try {
                tools.media.remove(meeting.id(), who);
                feeds.removeIf(feed -> feed.participant().equals(who));
            } catch (MediaTrouble none) {
                LOG.info("{}: nothing to remove from media", meeting.id());
            }
        } else {
            leaveMedia(who);
        }
        tellFeeds();
        if (connection != null) {
            connection.end(tools.wire.write(new Tell.Gone(why, words)));
        }
    }

    /// They attend no more, or another link is theirs: not in the meeting's record, and so not
    /// here.
    void drop(UUID who) {
        lock.lock();
        try {
            if (broken) {
                return;
            }
            var isConnected = connections.containsKey(who);
            var events = new ArrayList<>(state.endAside(who, AsideEnd.GONE));
            events.addAll(state.revoke(who));
            happened(program(), events, NOTHING_ELSE);
            if (isConnected) {
                farewell(who, Tell.Why.LEFT, "");
            }
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        try {
            tools.media.close(meeting.id());
        } catch (MediaTrouble none) {
            LOG.info("{}: no media to close", meeting.id());
        }
        var last = tools.wire.write(new Tell.Gone(Tell.Why.ENDED, ""));
        connections.values().forEach(connection -> connection.end(last));
        connections.clear();
        broken = true;
    }

    /// @return whether nobody can do anything here any more
    boolean isOver() {
        return broken;
    }

    /// Enters what happened, makes it so, has the media server hold the cuts that follow from it,
    /// and tells everybody. If the record cannot be kept nothing happened, and the room is made
    /// anew.
    private void happened(Actor by, List<RoomEvent> events, Runnable also) {
        var at = now();
        keep(by, at, events, also);
        if (events.isEmpty()) {
            return;
        }
        var changes = new ArrayList<RoomState.Change>();
        var sawBefore = connections.keySet().stream().filter(state::sees).toList();
        var shownBefore = state.showing();
        events.forEach(this::closeAside);
        events.forEach(event -> changes.addAll(state.apply(at, event)));
        var answered = new ArrayList<RoomEvent>();
        for (var change : changes) {
            if (change instanceof RoomState.Change.OfPerson(var who)) {
                hold(who).ifPresent(answered::add);
            }
        }
        if (!answered.isEmpty()) {
            keep(program(), now(), answered, NOTHING_ELSE);
        }
        shownBefore.ifPresent(this::stopScreen);
        events.forEach(this::readmit);
        tellChanges(sawBefore, changes);
        events.forEach(this::hint);
        events.forEach(this::tellAside);
    }

    /// A screen that is not presented any more is not sent any more either.
    private void stopScreen(RoomState.Showing before) {
        var isOver = state.showing().filter(before::equals).isEmpty();
        if (isOver && before.source() instanceof Source.Screen) {
            try {
                tools.media.stopPresenting(meeting.id(), before.who());
            } catch (MediaTrouble none) {
                LOG.info("{}: no screen to stop", meeting.id());
            }
        }
    }

    private void keep(Actor by, Instant at, List<RoomEvent> events, Runnable also) {
        AgencyScope.within(
                meeting.agency(), () -> tools.record.keep(by, meeting.id(), at, events, also));
    }

    private void readmit(RoomEvent event) {
        if (event instanceof RoomEvent.Admitted(var who, _)) {
            try {
                tools.media.admit(meeting.id(), who);
            } catch (MediaTrouble none) {
                LOG.info("{}: no media to admit to", meeting.id());
            }
            var connection = connections.get(who);
            if (connection != null) {
                greet(connection);
            }
        }
    }

    /// What the media server says to the cuts that somebody has now, if they are others than
    /// before. What it did not confirm is asked again at the next beat.
    private Optional<RoomEvent> hold(UUID who) {
        var cuts = state.standing(who).cuts();
        if (asked.getOrDefault(who, Set.of()).equals(cuts)) {
            return Optional.empty();
        }
        asked.put(who, cuts);
        return Optional.of(cut(who));
    }

    private RoomEvent.CutAnswered cut(UUID who) {
        var standing = state.standing(who);
        try {
            var took = tools.media.cut(meeting.id(), who, wanted(standing.cuts()));
            held.put(who, standing.cuts());
            return new RoomEvent.CutAnswered(
                    who, standing.cuts(), standing.cause(), took.toNanos() / 1_000, "");
        } catch (MediaTrouble trouble) {
            return new RoomEvent.CutAnswered(
                    who, standing.cuts(), standing.cause(), 0, trouble.reason().name());
        }
    }

    private boolean isHeld(UUID who) {
        return held.getOrDefault(who, Set.of()).equals(state.standing(who).cuts());
    }

    /// Asks the media server again for what it did not do; enters what it does now, not that it
    /// still does not.
    private void mend() {
        if (!isMediaOpen) {
            openMedia();
        }
        var answered =
                state.people().stream()
                        .map(person -> person.attendee().id())
                        .filter(who -> !isHeld(who))
                        .map(this::cut)
                        .filter(answer -> answer.trouble().isEmpty())
                        .<RoomEvent>map(answer -> answer)
                        .toList();
        if (!answered.isEmpty()) {
            keep(program(), now(), answered, NOTHING_ELSE);
        }
    }

    private static Set<Cut> wanted(Set<Cut> cuts) {
        var set = EnumSet.noneOf(Cut.class);
        set.addAll(cuts);
        return set;
    }

    private void tellChanges(List<UUID> sawBefore, List<RoomState.Change> changes) {
        for (var connection : connections.values()) {
            var viewer = connection.who().attendee();
            if (!state.isIn(viewer)) {
                continue;
            }
            if (!state.sees(viewer)) {
                if (sawBefore.contains(viewer) || concerns(viewer, changes)) {
                    tell(connection, withoutData(viewer));
                }
            } else if (!sawBefore.contains(viewer)) {
                greet(connection);
            }
        }
        for (var change : Set.copyOf(changes)) {
            switch (change) {
                case RoomState.Change.OfPerson(var who) -> tellPerson(sawBefore, who);
                case RoomState.Change.OfRoom _ -> {
                    var message = tools.wire.write(new Tell.Room(RoomViews.room(state)));
                    toAll(sawBefore, _ -> message);
                }
                case RoomState.Change.OfTalk(var line) -> {
                    var message = tools.wire.write(new Tell.Line(RoomViews.line(line)));
                    toAll(sawBefore, _ -> message);
                }
            }
        }
    }

    private static boolean concerns(UUID viewer, List<RoomState.Change> changes) {
        return changes.contains(new RoomState.Change.OfPerson(viewer));
    }

    /// Written once for those in control, once for the others, once for the person.
    private void tellPerson(List<UUID> sawBefore, UUID who) {
        var person = state.person(who).orElseThrow();
        var written = new HashMap<Boolean, String>();
        toAll(
                sawBefore,
                viewer ->
                        written.computeIfAbsent(
                                state.controls(viewer) || viewer.equals(who),
                                _ ->
                                        tools.wire.write(
                                                new Tell.Person(
                                                        RoomViews.person(state, person, viewer)))));
    }

    /// Those who saw the room before see what changes; the others were greeted with the whole.
    private void toAll(List<UUID> sawBefore, Function<UUID, String> message) {
        for (var connection : connections.values()) {
            var viewer = connection.who().attendee();
            if (state.sees(viewer) && sawBefore.contains(viewer)) {
                connection.tell(message.apply(viewer));
            }
        }
    }

    private void toControllers(Tell message) {
        var written = tools.wire.write(message);
        for (var connection : connections.values()) {
            var viewer = connection.who().attendee();
            if (state.controls(viewer) && state.isIn(viewer)) {
                connection.tell(written);
            }
        }
    }

    private void hint(RoomEvent event) {
        if (event instanceof RoomEvent.Hinted(var who, var words, _)) {
            var connection = connections.get(who);
            if (connection != null) {
                tell(connection, new Tell.Hint(words));
            }
        }
    }

    private void tell(Connection connection, Tell message) {
        connection.tell(tools.wire.write(message));
    }

    /// Media of the asking person alone; may take a moment, and nobody else waits for it.
    private void signal(Connection connection, Ask.Signal signal) {
        var who = connection.who().attendee();
        lock.lock();
        try {
            mustBeCurrent(connection);
            if (!state.isIn(who)) {
                throw new RoomRefusal.NotInside();
            }
        } finally {
            lock.unlock();
        }
        var room = meeting.id();
        switch (signal) {
            case Ask.Publish(var offer) ->
                    tell(connection, new Tell.Published(tools.media.publish(room, who, offer)));
            case Ask.Present(var offer) -> present(connection, offer);
            case Ask.Subscribe(var wanted) -> subscribe(connection, wanted);
            case Ask.Answer(var answer) -> tools.media.answer(room, who, answer);
            case Ask.SpeakAside(var offer) ->
                    tell(
                            connection,
                            new Tell.AsideSpoken(tools.media.publishAside(room, who, offer)));
            case Ask.HearAside _ -> {
                var got = tools.media.subscribeAside(room, who);
                tell(connection, new Tell.AsideOffer(got.offer()));
            }
            case Ask.AnswerAside(var answer) -> tools.media.answerAside(room, who, answer);
            case Ask.Report(var browser, var camera, var microphone, var loss, var rtt) -> {
                lock.lock();
                try {
                    toControllers(
                            new Tell.Report(
                                    who,
                                    brief(browser),
                                    brief(camera),
                                    brief(microphone),
                                    loss,
                                    rtt));
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private static String brief(String said) {
        return said.substring(0, Math.min(said.length(), RoomState.MOST_REASON));
    }

    private void present(Connection connection, String offer) {
        var who = connection.who();
        lock.lock();
        try {
            state.presentScreen(who.attendee());
        } finally {
            lock.unlock();
        }
        var answer = tools.media.present(meeting.id(), who.attendee(), offer);
        lock.lock();
        try {
            happened(who.actor(), state.presentScreen(who.attendee()), NOTHING_ELSE);
        } catch (RoomRefusal sinceThen) {
            tools.media.stopPresenting(meeting.id(), who.attendee());
            throw sinceThen;
        } finally {
            lock.unlock();
        }
        tell(connection, new Tell.Presenting(answer));
    }

    private void subscribe(Connection connection, List<Feed> wanted) {
        var who = connection.who().attendee();
        List<Feed> there;
        lock.lock();
        try {
            there =
                    state.sees(who)
                            ? others(who).stream().filter(wanted::contains).toList()
                            : List.of();
        } finally {
            lock.unlock();
        }
        try {
            var got = tools.media.subscribe(meeting.id(), who, there);
            tell(connection, new Tell.Offer(got.offer(), got.fresh(), got.tracks()));
        } catch (MediaTrouble none) {
            // asked again, or told when there is something again
            tell(connection, new Tell.Offer("", false, List.of()));
        }
    }

    /// What the media server says of itself; never in the middle of an act.
    void heard(MediaEvent event) {
        lock.lock();
        try {
            if (broken) {
                return;
            }
            switch (event) {
                case MediaEvent.Published(_, var who, var screen, var kinds) -> {
                    feeds.add(new Feed(who, screen));
                    if (!screen) {
                        state.seen(who, kinds.contains("video"));
                    }
                    tellFeeds();
                }
                case MediaEvent.Unpublished(_, var feed) -> unpublished(feed);
                case MediaEvent.Talking(_, var who, var talks) -> {
                    var message = tools.wire.write(new Tell.Talking(who, talks));
                    connections.values().stream()
                            .filter(one -> state.sees(one.who().attendee()))
                            .forEach(one -> one.tell(message));
                }
                case MediaEvent.AsideHeard(_, var who) ->
                        state.aside(who)
                                .ifPresent(
                                        aside -> tell(aside.opposite(who), new Tell.AsideHeard()));
                case MediaEvent.Stats stats ->
                        toControllers(
                                new Tell.Figures(
                                        stats.participant(),
                                        stats.rtt(),
                                        stats.lost(),
                                        stats.jitter(),
                                        stats.bitrateIn(),
                                        stats.bitrateOut()));
                case MediaEvent.SlowLink _ -> {}
                case MediaEvent.ServerLost _ -> {
                    feeds.clear();
                    var events = new ArrayList<>(state.endAsides(AsideEnd.MEDIA));
                    if (!state.mediaLost()) {
                        events.add(new RoomEvent.MediaLost("SERVER_DOWN"));
                    }
                    happened(program(), events, NOTHING_ELSE);
                    tellFeeds();
                }
                case MediaEvent.ServerBack _ -> {
                    feeds.clear();
                    if (state.mediaLost()) {
                        happened(program(), List.of(new RoomEvent.MediaBack()), NOTHING_ELSE);
                    }
                    holdAll();
                }
                case MediaEvent.DiskAlarm(_, var free) -> {
                    var isShort = List.<RoomEvent>of(new RoomEvent.DiskShort(free));
                    diskAlarm = new Tell.DiskAlarm(free);
                    toControllers(diskAlarm);
                    happened(program(), isShort, NOTHING_ELSE);
                }
                case MediaEvent.DiskEnough _ -> {
                    diskAlarm = null;
                    happened(program(), List.of(new RoomEvent.DiskEnough()), NOTHING_ELSE);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void unpublished(Feed feed) {
        feeds.remove(feed);
        if (!feed.screen()) {
            state.seen(feed.participant(), false);
        }
        var isShown =
                state.showing()
                        .filter(shown -> shown.source() instanceof Source.Screen)
                        .filter(shown -> shown.who().equals(feed.participant()))
                        .isPresent();
        if (feed.screen() && isShown) {
            var over = new RoomEvent.PresentingEnded(feed.participant());
            happened(program(), List.of(over), NOTHING_ELSE);
        }
        tellFeeds();
    }

    private void tellFeeds() {
        for (var connection : connections.values()) {
            var viewer = connection.who().attendee();
            if (state.sees(viewer)) {
                tell(connection, new Tell.Feeds(others(viewer)));
            }
        }
    }

    /// Now and then: tries again what media did not do, and says to the record that the room is at
    /// work.
    void beat() {
        Instant now;
        lock.lock();
        try {
            var moment = System.nanoTime();
            if (broken || moment - beaten < ALIVE.toNanos()) {
                return;
            }
            beaten = moment;
            now = now();
            mend();
        } finally {
            lock.unlock();
        }
        try {
            AgencyScope.within(
                    meeting.agency(),
                    () -> tools.record.alive(meeting.agency(), meeting.id(), now));
        } catch (DataAccessException failed) {
            LOG.warn("room {} did not say that it is at work", meeting.id(), failed);
        }
    }

    /// May somebody get what all get, such as the picture of a paper's page?
    boolean sees(UUID who) {
        lock.lock();
        try {
            return !broken && state.sees(who);
        } finally {
            lock.unlock();
        }
    }

    private void mustBeCurrent(Connection connection) {
        mustWork();
        if (connections.get(connection.who().attendee()) != connection) {
            throw new RoomRefusal.NotInside();
        }
    }

    private void mustWork() {
        if (broken) {
            throw new RoomRefusal.Ended();
        }
    }

    /// Something went wrong that is nobody's wish: everybody comes back, to a room made anew.
    void breakDown() {
        lock.lock();
        try {
            broken = true;
            var last = tools.wire.write(new Tell.Gone(Tell.Why.BROKEN, ""));
            connections.values().forEach(connection -> connection.end(last));
            List.copyOf(connections.keySet()).forEach(this::leaveMedia);
            connections.clear();
        } finally {
            lock.unlock();
        }
    }

    private Actor program() {
        return Actor.program(meeting.agency());
    }
}
