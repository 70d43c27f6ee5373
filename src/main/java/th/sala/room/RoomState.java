package th.sala.room;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.MICT_57;
import static th.sala.law.Instrument.NCPO_74;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.media.Cut;
import th.sala.meetings.AgendaItem;
import th.sala.meetings.Attendee;
import th.sala.meetings.AttendeeRole;

/// One room as it is now. What somebody asks for comes to events or to a refusal ([#decide]), which
/// changes nothing; events make the next state ([#apply]). Knows neither browsers nor media.
final class RoomState {
    static final int MOST_WORDS = 2_000;
    static final int MOST_REASON = 300;
    private static final int LINES_KEPT = 500;
    private static final Set<Cut> EVERYTHING = Set.copyOf(EnumSet.allOf(Cut.class));

    enum Presence {
        ABSENT,
        WAITING,
        PRESENT,
        AWAY
    }

    /// Somebody of the meeting, as they are in the room.
    static final class Person {
        private final Attendee attendee;
        private Presence presence = Presence.ABSENT;
        private boolean admitted;
        private boolean removed;
        private boolean identified;
        private boolean audio;
        private boolean video;

        /// Whether a picture of them arrives at the media server.
        private boolean seen;

        /// Whose is lower was first: a clock may be set meanwhile.
        private @Nullable Integer hand;

        private Set<Cut> ordered = Set.of();
        private @Nullable CutCause cause;
        private String words = "";
        private @Nullable String muted;

        private Person(Attendee attendee) {
            this.attendee = attendee;
        }

        Attendee attendee() {
            return attendee;
        }

        Presence presence() {
            return presence;
        }

        boolean removed() {
            return removed;
        }

        boolean identified() {
            return identified;
        }

        boolean audio() {
            return audio;
        }

        boolean video() {
            return video;
        }

        boolean handUp() {
            return hand != null;
        }

        private boolean isHere() {
            return presence == Presence.PRESENT || presence == Presence.AWAY;
        }
    }

    /// What a chair or operator cut, or the law; for [#EVERYTHING] see [CutCause#INTEREST].
    record Standing(Set<Cut> cuts, @Nullable CutCause cause, String words) {}

    /// A line of the room's talk.
    record Line(Instant at, UUID who, String words) {}

    record Showing(UUID who, Source source) {}

    /// A private line between operator and attendee, asked for or open.
    record Aside(UUID operator, UUID attendee, boolean open) {
        boolean has(UUID who) {
            return who.equals(operator) || who.equals(attendee);
        }

        UUID opposite(UUID who) {
            return who.equals(operator) ? attendee : operator;
        }

        private RoomEvent ended(AsideEnd why) {
            return new RoomEvent.AsideEnded(attendee, operator, why);
        }
    }

    /// What an event touched, for those who watch.
    sealed interface Change {
        record OfPerson(UUID who) implements Change {}

        record OfRoom() implements Change {}

        record OfTalk(Line line) implements Change {}
    }

    private final List<AgendaItem> items;
    private final boolean identifiesBefore;
    private final Map<UUID, Person> people = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> interested = new LinkedHashMap<>();
    private final List<Line> talk = new ArrayList<>();
    private final List<Aside> asides = new ArrayList<>();
    private @Nullable UUID item;
    private @Nullable Showing showing;
    private boolean mediaLost;
    private boolean ended;
    private int raised;

    /// @param identifiesBefore whether nobody takes part before they identified themselves
    RoomState(List<Attendee> attendees, List<AgendaItem> items, boolean identifiesBefore) {
        this.items = items;
        this.identifiesBefore = identifiesBefore;
        attendees.forEach(attendee -> people.put(attendee.id(), new Person(attendee)));
        items.forEach(one -> interested.put(one.id(), new HashSet<>(one.interested())));
    }

    Collection<Person> people() {
        return people.values();
    }

    Optional<Person> person(UUID who) {
        return Optional.ofNullable(people.get(who));
    }

    List<AgendaItem> items() {
        return items;
    }

    Set<UUID> interestedIn(UUID which) {
        return Set.copyOf(interested.getOrDefault(which, Set.of()));
    }

    Optional<UUID> item() {
        return Optional.ofNullable(item);
    }

    Optional<Showing> showing() {
        return Optional.ofNullable(showing);
    }

    List<Line> talk() {
        return List.copyOf(talk);
    }

    boolean mediaLost() {
        return mediaLost;
    }

    /// Raised hands, the longest first.
    List<UUID> hands() {
        return people.values().stream()
                .filter(Person::handUp)
                .sorted(Comparator.comparingInt(person -> place(person.hand)))
                .map(person -> person.attendee.id())
                .toList();
    }

    private static int place(@Nullable Integer hand) {
        return hand == null ? Integer.MAX_VALUE : hand;
    }

    /// Chair and operator, once it is known who they are.
    boolean controls(UUID who) {
        return person(who)
                .filter(person -> person.identified && person.attendee.role().isInControl())
                .isPresent();
    }

    boolean isIn(UUID who) {
        return person(who).filter(Person::isHere).isPresent();
    }

    /// All that is cut for somebody now. Who has an interest in the item before the meeting neither
    /// sends nor gets anything while it lasts; what was cut by name stands before and after.
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    Standing standing(UUID who) {
        if (item != null && interestedIn(item).contains(who)) {
            return new Standing(EVERYTHING, CutCause.INTEREST, "");
        }
        var byName = person(who).map(RoomState::byOrder).orElse(new Standing(Set.of(), null, ""));
        return isOnAside(who) ? onAside(byName) : byName;
    }

    private static Standing onAside(Standing byName) {
        var cuts = with(byName.cuts(), Cut.AUDIO);
        return byName.cuts().isEmpty()
                ? new Standing(cuts, CutCause.ASIDE, "")
                : new Standing(cuts, byName.cause(), byName.words());
    }

    /// The private line that somebody has or is asked for.
    Optional<Aside> aside(UUID who) {
        return asides.stream().filter(aside -> aside.has(who)).findFirst();
    }

    private boolean isOnAside(UUID who) {
        return aside(who).filter(Aside::open).isPresent();
    }

    /// @return nothing if they have none
    List<RoomEvent> endAside(UUID who, AsideEnd why) {
        return aside(who).map(aside -> aside.ended(why)).stream().toList();
    }

    List<RoomEvent> endAsides(AsideEnd why) {
        return asides.stream().map(aside -> aside.ended(why)).toList();
    }

    /// What was ordered by name, with its reason, and the muting of all besides.
    private static Standing byOrder(Person person) {
        if (person.muted == null) {
            return new Standing(person.ordered, person.cause, person.words);
        }
        var cuts = with(person.ordered, Cut.AUDIO);
        return person.ordered.isEmpty()
                ? new Standing(cuts, CutCause.NECESSITY, spoken(person.muted))
                : new Standing(cuts, person.cause, person.words);
    }

    private static String spoken(String words) {
        return words.equals("-") ? "" : words;
    }

    private boolean hasInterest(UUID who) {
        return standing(who).cause() == CutCause.INTEREST;
    }

    /// Whether what is presented reaches somebody: everybody, all the time, unless all data to
    /// their device is cut. Chair and operator go on seeing the state of the room that they
    /// control.
    @Clause(id = "M7", of = MICT_57, value = "ข้อ 8")
    boolean sees(UUID who) {
        return isIn(who) && (controls(who) || !standing(who).cuts().contains(Cut.INCOMING));
    }

    /// Somebody is at the door.
    ///
    /// @param identified what the meeting's record says now; what it said before is over
    List<RoomEvent> come(UUID who, boolean identified) {
        if (ended) {
            throw new RoomRefusal.Ended();
        }
        var person = people.get(who);
        if (person == null) {
            throw new RoomRefusal.Stranger();
        }
        var events = new ArrayList<RoomEvent>();
        var isAnother = person.identified && !identified;
        if (isAnother) {
            events.add(new RoomEvent.Revoked(who));
        }
        if (identified && !person.identified) {
            events.add(new RoomEvent.Identified(who));
        }
        var waits = person.removed || isAnother || !(identified || person.admitted);
        var isThere =
                waits ? person.presence == Presence.WAITING : person.presence == Presence.PRESENT;
        if (isAnother || !isThere) {
            events.add(new RoomEvent.Came(who, waits));
        }
        return List.copyOf(events);
    }

    /// They attend no more, or another link is theirs.
    List<RoomEvent> revoke(UUID who) {
        var person = people.get(who);
        if (person == null || ended) {
            return List.of();
        }
        return person.isHere()
                ? List.of(new RoomEvent.Left(who), new RoomEvent.Revoked(who))
                : List.of(new RoomEvent.Revoked(who));
    }

    /// Whether a picture of somebody arrives, as media say.
    void seen(UUID who, boolean isSeen) {
        person(who).ifPresent(person -> person.seen = isSeen);
    }

    /// Their connection is gone.
    List<RoomEvent> lose(UUID who) {
        var isConnected =
                person(who)
                        .filter(person ->
                                person.presence == Presence.PRESENT
                                        || person.presence == Presence.WAITING)
                        .isPresent();
        return isConnected && !ended ? List.of(new RoomEvent.Lost(who)) : List.of();
    }

    /// May somebody present their screen now?
    List<RoomEvent> presentScreen(UUID by) {
        mustTakePart(by);
        mustPresent(by);
        return List.of(new RoomEvent.Presented(by, new Source.Screen()));
    }

    /// What an act comes to.
    List<RoomEvent> decide(UUID by, Ask.Act act) {
        if (ended) {
            throw new RoomRefusal.Ended();
        }
        return switch (act) {
            case Ask.Leave _ -> leave(by);
            case Ask.Devices(var audio, var video) -> devices(by, audio, video);
            case Ask.Hand(var up) -> up ? raise(by) : lower(by, by);
            case Ask.LowerHand(var who) -> lower(who, by);
            case Ask.Say(var words) -> say(by, words);
            case Ask.ShowPaper(var paper, var page) -> showPaper(by, paper, page);
            case Ask.StopPresenting _ -> stopPresenting(by);
            case Ask.ToItem(var to) -> toItem(by, to);
            case Ask.Interest(var of, var who, var has) -> interest(by, of, who, has);
            case Ask.CutOff(var who, var cuts, var cause, var words) ->
                    cut(by, who, cuts, cause, words);
            case Ask.MuteAll(var words) -> muteAll(by, words);
            case Ask.GiveBackAll _ -> giveBackAll(by);
            case Ask.Admit(var who) -> admit(by, who);
            case Ask.Remove(var who, var words) -> remove(by, who, words);
            case Ask.Hint(var who, var words) -> hint(by, who, words);
            case Ask.OpenAside(var who) -> askAside(by, who);
            case Ask.TakeAside(var takes) -> takeAside(by, takes);
            case Ask.EndAside _ -> endAside(by, AsideEnd.ENDED);
            case Ask.Vouch(var who) -> vouch(by, who);
            case Ask.End _ -> end(by);
        };
    }

    private List<RoomEvent> leave(UUID by) {
        var events = new ArrayList<>(endAside(by, AsideEnd.GONE));
        events.add(new RoomEvent.Left(by));
        return List.copyOf(events);
    }

    private List<RoomEvent> devices(UUID by, boolean audio, boolean video) {
        var person = mustBeIn(by);
        return person.audio == audio && person.video == video
                ? List.of()
                : List.of(new RoomEvent.Devices(by, audio, video));
    }

    private List<RoomEvent> raise(UUID by) {
        return mustTakePart(by).handUp() ? List.of() : List.of(new RoomEvent.HandRaised(by));
    }

    private List<RoomEvent> lower(UUID who, UUID by) {
        if (!who.equals(by)) {
            mustControl(by);
        }
        return mustBeIn(who).handUp() ? List.of(new RoomEvent.HandLowered(who, by)) : List.of();
    }

    private List<RoomEvent> say(UUID by, String words) {
        mustTakePart(by);
        return List.of(new RoomEvent.Said(by, words(words, MOST_WORDS)));
    }

    private List<RoomEvent> showPaper(UUID by, UUID paper, int page) {
        mustTakePart(by);
        mustPresent(by);
        var known =
                items.stream()
                        .flatMap(one -> one.papers().stream())
                        .anyMatch(one -> one.id().equals(paper));
        if (!known || page < 1) {
            throw new RoomRefusal.NoSuchThing();
        }
        return List.of(new RoomEvent.Presented(by, new Source.Paper(paper, page)));
    }

    private List<RoomEvent> stopPresenting(UUID by) {
        mustBeIn(by);
        if (showing == null) {
            return List.of();
        }
        mustPresent(by);
        return List.of(new RoomEvent.PresentingEnded(by));
    }

    private List<RoomEvent> toItem(UUID by, UUID to) {
        mustControl(by);
        mustKnow(to);
        if (to.equals(item)) {
            return List.of();
        }
        var events = new ArrayList<RoomEvent>();
        events.add(new RoomEvent.ItemBegan(to, by));
        var leaving = interestedIn(to);
        withdraw(leaving, by, events);
        return List.copyOf(events);
    }

    /// Whoever is about to be cut neither presents nor waits to speak, nor speaks with the
    /// operator.
    private void withdraw(Set<UUID> leaving, UUID by, List<RoomEvent> events) {
        asides.stream()
                .filter(aside -> leaving.stream().anyMatch(aside::has))
                .forEach(aside -> events.add(aside.ended(AsideEnd.CUT)));
        if (showing != null && leaving.contains(showing.who())) {
            events.add(new RoomEvent.PresentingEnded(by));
        }
        leaving.stream()
                .flatMap(who -> person(who).stream())
                .filter(Person::handUp)
                .forEach(one -> events.add(new RoomEvent.HandLowered(one.attendee.id(), by)));
    }

    /// Anybody may say it of themselves; chair and operator of everybody, and take it back of
    /// everybody else.
    private List<RoomEvent> interest(UUID by, UUID of, UUID who, boolean has) {
        if (!by.equals(who) || !has) {
            mustControl(by);
        }
        if (by.equals(who) && !has) {
            throw new RoomRefusal.OwnInterest();
        }
        mustBeIn(by);
        mustKnow(of);
        mustBeOfMeeting(who);
        if (interestedIn(of).contains(who) == has) {
            return List.of();
        }
        var events = new ArrayList<RoomEvent>();
        events.add(new RoomEvent.InterestSaid(of, who, has, by));
        if (has && of.equals(item)) {
            withdraw(Set.of(who), by, events);
        }
        return List.copyOf(events);
    }

    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    private List<RoomEvent> cut(UUID by, UUID who, Set<Cut> cuts, CutCause cause, String words) {
        mustControl(by);
        var person = mustBeOfMeeting(who);
        if (cause == CutCause.INTEREST) {
            throw new RoomRefusal.InterestByItself();
        }
        if (cause == CutCause.ASIDE) {
            throw new RoomRefusal.NoSuchThing();
        }
        var why = words(words.isBlank() ? "-" : words, MOST_REASON);
        var events = new ArrayList<RoomEvent>();
        if (cuts.contains(Cut.INCOMING)) {
            events.addAll(endAside(who, AsideEnd.CUT));
        }
        var byName = byName(person, cuts, cause);
        if (!person.ordered.equals(byName)) {
            events.add(new RoomEvent.CutOrdered(who, byName, cause, why, by));
        }
        if (person.muted != null && !cuts.contains(Cut.AUDIO)) {
            events.add(new RoomEvent.Unmuted(who, by));
        }
        if (cuts.contains(Cut.VIDEO) && showing != null && showing.who().equals(who)) {
            events.add(new RoomEvent.PresentingEnded(by));
        }
        return List.copyOf(events);
    }

    /// Whoever is muted with all others, or speaks with the operator, is so for that reason when
    /// something else is cut, unless the law wants it.
    private Set<Cut> byName(Person person, Set<Cut> cuts, CutCause cause) {
        var isMuted = person.muted != null || isOnAside(person.attendee.id());
        var isMutedAlone = isMuted && !person.ordered.contains(Cut.AUDIO);
        if (isMutedAlone && cause != CutCause.LAW) {
            return cuts.stream()
                    .filter(cut -> cut != Cut.AUDIO)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return Set.copyOf(cuts);
    }

    private List<RoomEvent> muteAll(UUID by, String words) {
        mustControl(by);
        var why = words(words.isBlank() ? "-" : words, MOST_REASON);
        return people.values().stream()
                .filter(Person::isHere)
                .filter(person -> !controls(person.attendee.id()))
                .filter(person -> person.muted == null && !person.ordered.contains(Cut.AUDIO))
                .<RoomEvent>map(person -> new RoomEvent.Muted(person.attendee.id(), why, by))
                .toList();
    }

    private static Set<Cut> with(Set<Cut> cuts, Cut one) {
        var more = EnumSet.of(one);
        more.addAll(cuts);
        return Set.copyOf(more);
    }

    /// Takes back the muting of all; what was cut by name stands.
    private List<RoomEvent> giveBackAll(UUID by) {
        mustControl(by);
        return people.values().stream()
                .filter(person -> person.muted != null)
                .<RoomEvent>map(person -> new RoomEvent.Unmuted(person.attendee.id(), by))
                .toList();
    }

    /// Where the law wants people to identify themselves before they join, nobody can spare them
    /// it.
    @Clause(id = "M4", of = NCPO_74, value = "ข้อ 6(1)")
    private List<RoomEvent> admit(UUID by, UUID who) {
        mustControl(by);
        var person = mustBeOfMeeting(who);
        if (identifiesBefore && !person.identified) {
            throw new RoomRefusal.NotIdentified();
        }
        return person.presence == Presence.WAITING || person.removed
                ? List.of(new RoomEvent.Admitted(who, by))
                : List.of();
    }

    private List<RoomEvent> remove(UUID by, UUID who, String words) {
        mustControl(by);
        if (by.equals(who)) {
            throw new RoomRefusal.NotOneself();
        }
        mustBeOfMeeting(who);
        var why = words(words.isBlank() ? "-" : words, MOST_REASON);
        var events = new ArrayList<RoomEvent>();
        withdraw(Set.of(who), by, events);
        events.add(new RoomEvent.Removed(who, why, by));
        return List.copyOf(events);
    }

    private List<RoomEvent> hint(UUID by, UUID who, String words) {
        mustControl(by);
        mustBeOfMeeting(who);
        return List.of(new RoomEvent.Hinted(who, words(words, MOST_REASON), by));
    }

    /// The operator solves attendees' trouble from afar. Not the chair: what is said with the one
    /// who presides belongs before all. Nobody who gets no data gets words by this way either.
    @Clause(id = "M16", of = MICT_57, value = "ข้อ 6")
    private List<RoomEvent> askAside(UUID by, UUID who) {
        mustBeIn(by);
        var operates =
                person(by)
                        .filter(person -> person.identified)
                        .filter(person -> person.attendee.role() == AttendeeRole.OPERATOR)
                        .isPresent();
        if (!operates) {
            throw new RoomRefusal.NotTheOperator();
        }
        if (by.equals(who)) {
            throw new RoomRefusal.NoSuchThing();
        }
        mustBeReached(by);
        mustBeReached(who);
        if (aside(by).isPresent() || aside(who).isPresent()) {
            throw new RoomRefusal.OnAnotherAside();
        }
        return List.of(new RoomEvent.AsideAsked(who, by));
    }

    private List<RoomEvent> takeAside(UUID by, boolean takes) {
        var aside =
                aside(by)
                        .filter(one -> !one.open() && one.attendee().equals(by))
                        .orElseThrow(RoomRefusal.NoSuchThing::new);
        if (!takes) {
            return List.of(aside.ended(AsideEnd.DECLINED));
        }
        mustBeReached(aside.operator());
        mustBeReached(by);
        return List.of(new RoomEvent.AsideOpened(by, aside.operator()));
    }

    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    private void mustBeReached(UUID who) {
        if (person(who).filter(one -> one.presence == Presence.PRESENT).isEmpty()) {
            throw new RoomRefusal.NotInside();
        }
        if (standing(who).cuts().contains(Cut.INCOMING)) {
            throw new RoomRefusal.GetsNoData();
        }
    }

    /// Whether somebody may vouch for another now; that another is known by it, the meeting says.
    @Clause(id = "M4", of = ETDA_63, value = "ข้อ 9")
    private List<RoomEvent> vouch(UUID by, UUID who) {
        var voucher = mustTakePart(by);
        var other = mustBeIn(who);
        if (!voucher.identified || by.equals(who)) {
            throw new RoomRefusal.CannotVouch();
        }
        if (!other.video || !isSeen(other)) {
            throw new RoomRefusal.NotOnCamera();
        }
        return List.of();
    }

    /// What a browser says of its camera is not enough: the picture must arrive, and reach others.
    private boolean isSeen(Person person) {
        return person.seen
                && !mediaLost
                && !standing(person.attendee.id()).cuts().contains(Cut.VIDEO);
    }

    private List<RoomEvent> end(UUID by) {
        mustControl(by);
        var events = new ArrayList<>(endAsides(AsideEnd.ENDED));
        events.add(new RoomEvent.Ended(by));
        return List.copyOf(events);
    }

    private Person mustBeOfMeeting(UUID who) {
        return person(who).orElseThrow(RoomRefusal.NoSuchThing::new);
    }

    private Person mustBeIn(UUID who) {
        return person(who).filter(Person::isHere).orElseThrow(RoomRefusal.NotInside::new);
    }

    private Person mustTakePart(UUID who) {
        var person = mustBeIn(who);
        if (hasInterest(who)) {
            throw new RoomRefusal.HasInterest();
        }
        return person;
    }

    /// The meeting is controlled from inside, by chair and operator; also while an item concerns
    /// one of them, or nobody could go on to the next.
    private void mustControl(UUID by) {
        mustBeIn(by);
        if (!controls(by)) {
            throw new RoomRefusal.NotInControl();
        }
    }

    /// One presents at a time; chair and operator may take over.
    private void mustPresent(UUID by) {
        if (showing != null && !showing.who().equals(by) && !controls(by)) {
            throw new RoomRefusal.OtherPresents();
        }
        if (standing(by).cuts().contains(Cut.VIDEO)) {
            throw new RoomRefusal.CutOff();
        }
    }

    private void mustKnow(UUID which) {
        if (items.stream().noneMatch(one -> one.id().equals(which))) {
            throw new RoomRefusal.NoSuchThing();
        }
    }

    private static String words(String typed, int most) {
        var words = typed.strip();
        if (words.isEmpty() || words.length() > most) {
            throw new RoomRefusal.Words(most);
        }
        return words;
    }

    /// Makes the next state. Never refuses: what happened, happened.
    ///
    /// @return what those who watch must be told
    List<Change> apply(Instant at, RoomEvent event) {
        return switch (event) {
            case RoomEvent.Opened _ -> List.of(new Change.OfRoom());
            case RoomEvent.Came(var who, var waits) ->
                    change(
                            who,
                            person -> {
                                person.presence = waits ? Presence.WAITING : Presence.PRESENT;
                                person.admitted |= !waits;
                            });
            case RoomEvent.Identified(var who) -> change(who, person -> person.identified = true);
            case RoomEvent.Lost(var who) ->
                    change(
                            who,
                            person -> {
                                person.presence = person.isHere() ? Presence.AWAY : Presence.ABSENT;
                                person.audio = false;
                                person.video = false;
                                person.seen = false;
                            });
            case RoomEvent.Left(var who) -> gone(who, _ -> {});
            case RoomEvent.Revoked(var who) ->
                    gone(
                            who,
                            person -> {
                                person.identified = false;
                                person.admitted = false;
                            });
            case RoomEvent.Admitted(var who, _) ->
                    change(
                            who,
                            person -> {
                                person.removed = false;
                                person.admitted = true;
                                if (person.presence == Presence.WAITING) {
                                    person.presence = Presence.PRESENT;
                                }
                            });
            case RoomEvent.Removed(var who, _, _) ->
                    gone(
                            who,
                            person -> {
                                person.removed = true;
                                person.admitted = false;
                            });
            case RoomEvent.Devices(var who, var audio, var video) ->
                    change(
                            who,
                            person -> {
                                person.audio = audio;
                                person.video = video;
                            });
            case RoomEvent.HandRaised(var who) -> hand(who, ++raised);
            case RoomEvent.HandLowered(var who, _) -> hand(who, null);
            case RoomEvent.Presented(var who, var source) -> show(new Showing(who, source));
            case RoomEvent.PresentingEnded _ -> show(null);
            case RoomEvent.ItemBegan(var to, _) -> begin(to);
            case RoomEvent.InterestSaid(var of, var who, var has, _) -> interest(of, who, has);
            case RoomEvent.CutOrdered(var who, var cuts, var cause, var words, _) ->
                    change(
                            who,
                            person -> {
                                person.ordered = cuts;
                                person.cause = cuts.isEmpty() ? null : cause;
                                person.words = cuts.isEmpty() ? "" : spoken(words);
                            });
            case RoomEvent.Muted(var who, var words, _) ->
                    change(who, person -> person.muted = words);
            case RoomEvent.Unmuted(var who, _) -> change(who, person -> person.muted = null);
            case RoomEvent.CutAnswered _,
                    RoomEvent.Hinted _,
                    RoomEvent.DiskShort _,
                    RoomEvent.DiskEnough _,
                    RoomEvent.ClockSet _ ->
                    List.of();
            case RoomEvent.Said(var who, var words) -> say(new Line(at, who, words));
            case RoomEvent.AsideAsked(var who, var by) -> speak(new Aside(by, who, false));
            case RoomEvent.AsideOpened(var who, var by) -> speak(new Aside(by, who, true));
            case RoomEvent.AsideEnded(var who, var with, _) -> stopSpeaking(who, with);
            case RoomEvent.MediaLost _ -> media(true);
            case RoomEvent.MediaBack _ -> media(false);
            case RoomEvent.Ended _ -> finish();
        };
    }

    private List<Change> change(UUID who, Consumer<Person> how) {
        var person = people.get(who);
        if (person == null) {
            return List.of();
        }
        how.accept(person);
        return List.of(new Change.OfPerson(who));
    }

    private List<Change> gone(UUID who, Consumer<Person> how) {
        var changes = new ArrayList<Change>();
        if (showing != null && showing.who().equals(who)) {
            changes.addAll(show(null));
        }
        changes.addAll(
                change(
                        who,
                        person -> {
                            person.presence = Presence.ABSENT;
                            person.audio = false;
                            person.video = false;
                            person.seen = false;
                            person.hand = null;
                            how.accept(person);
                        }));
        changes.add(new Change.OfRoom());
        return changes;
    }

    private List<Change> hand(UUID who, @Nullable Integer place) {
        var changes = new ArrayList<>(change(who, person -> person.hand = place));
        changes.add(new Change.OfRoom());
        return changes;
    }

    private List<Change> show(@Nullable Showing next) {
        showing = next;
        return List.of(new Change.OfRoom());
    }

    private List<Change> begin(UUID to) {
        var touched = new HashSet<UUID>(interestedIn(to));
        if (item != null) {
            touched.addAll(interestedIn(item));
        }
        item = to;
        return Stream.concat(
                        Stream.of(new Change.OfRoom()),
                        touched.stream().<Change>map(Change.OfPerson::new))
                .toList();
    }

    private List<Change> interest(UUID of, UUID who, boolean has) {
        var those = interested.computeIfAbsent(of, _ -> new HashSet<>());
        if (has) {
            those.add(who);
        } else {
            those.remove(who);
        }
        return List.of(new Change.OfRoom(), new Change.OfPerson(who));
    }

    private List<Change> say(Line line) {
        if (talk.size() == LINES_KEPT) {
            talk.removeFirst();
        }
        talk.add(line);
        return List.of(new Change.OfTalk(line));
    }

    private List<Change> speak(Aside aside) {
        asides.removeIf(before -> before.has(aside.attendee()));
        asides.add(aside);
        return two(aside.attendee(), aside.operator());
    }

    private List<Change> stopSpeaking(UUID one, UUID other) {
        asides.removeIf(aside -> aside.has(one));
        return two(one, other);
    }

    private static List<Change> two(UUID one, UUID other) {
        return List.of(new Change.OfPerson(one), new Change.OfPerson(other));
    }

    private List<Change> media(boolean lost) {
        mediaLost = lost;
        people.values().forEach(person -> person.seen = false);
        return List.of(new Change.OfRoom());
    }

    private List<Change> finish() {
        ended = true;
        showing = null;
        people.values()
                .forEach(person -> {
                    person.presence = Presence.ABSENT;
                    person.hand = null;
                });
        return List.of(new Change.OfRoom());
    }
}
