package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.law.Clause;
import th.sala.mail.Inbox;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;

/// The page of a letter that has its number.
@Component
class SentPage {
    /// Each waits a second longer, so this is about two minutes; a session does not go on for ever.
    private static final int MOST_LOOKS = 15;

    private final OutgoingDesk desk;
    private final AnswerDesk answers;
    private final ReplyForms replies;
    private final Inbox inbox;
    private final Story story;
    private final Overdue overdue;
    private final PaperDesk papers;
    private final WayDesk ways;
    private final LetterReading reading;
    private final SigningTroubles signing;
    private final FollowDesk following;
    private final Tasks tasks;
    private final CoSigning coSigning;
    private final AnswerLinks links;

    SentPage(
            OutgoingDesk desk,
            AnswerDesk answers,
            ReplyForms replies,
            Inbox inbox,
            Story story,
            Overdue overdue,
            PaperDesk papers,
            WayDesk ways,
            LetterReading reading,
            SigningTroubles signing,
            FollowDesk following,
            Tasks tasks,
            CoSigning coSigning,
            AnswerLinks links) {
        this.desk = desk;
        this.answers = answers;
        this.replies = replies;
        this.inbox = inbox;
        this.story = story;
        this.overdue = overdue;
        this.papers = papers;
        this.ways = ways;
        this.reading = reading;
        this.signing = signing;
        this.following = following;
        this.tasks = tasks;
        this.coSigning = coSigning;
        this.links = links;
    }

    ModelAndView page(SignedIn who, OutgoingLetter letter, HttpStatus status) {
        return page(who, letter, status, Sendings.of(addressees(who, letter)), 0);
    }

    /// @param mail whose sending is shown
    ModelAndView page(SignedIn who, OutgoingLetter letter, HttpStatus status, UUID mail) {
        return page(who, letter, status, Sendings.around(addressees(who, letter), mail), 0);
    }

    /// @param look how often the page looked by itself before
    /// @param only sendings that stand like this; null for all
    /// @param from how many of these are left out before the first that is shown
    ModelAndView page(
            SignedIn who,
            OutgoingLetter letter,
            int look,
            Sendings.@Nullable Standing only,
            int from) {
        var sendings = new Sendings(addressees(who, letter), only, from);
        return page(who, letter, HttpStatus.OK, sendings, look);
    }

    /// How the letter stands at a unit of the own agency, and what became of it there.
    ///
    /// @param task null if it is not there yet
    record InsideLine(InsideLetters.Standing standing, @Nullable Task task) {
        public Task.State.@Nullable Finished finished() {
            return task == null ? null : task.finished();
        }
    }

    @Clause(id = "I7", of = ETDA_63, value = "ข้อ 5(5)")
    private List<InsideLine> inside(SignedIn who, OutgoingLetter letter) {
        return desk.standings(who.agency(), letter.id()).stream()
                .map(standing -> new InsideLine(standing, task(who, standing)))
                .toList();
    }

    private @Nullable Task task(SignedIn who, InsideLetters.Standing standing) {
        var there = standing.letterIn();
        return there == null
                ? null
                : tasks.ofLetter(who.agency(), there).stream()
                        .filter(task -> task.unit().equals(standing.unit().unit()))
                        .findFirst()
                        .orElse(null);
    }

    private List<Addressee> addressees(SignedIn who, OutgoingLetter letter) {
        return desk.addressees(who.agency(), letter.id());
    }

    private ModelAndView page(
            SignedIn who, OutgoingLetter letter, HttpStatus status, Sendings sendings, int look) {
        var page = page(who, letter, status, sendings);
        var isOnItsWay =
                !letter.isPaper()
                        && (letter.stage() instanceof OutgoingLetter.Stage.Numbered
                                || sendings.all().stream().anyMatch(Addressee::isOnItsWay));
        if (isOnItsWay && look >= 0 && look < MOST_LOOKS) {
            page.addObject("again", look + 1)
                    .addObject(
                            "parts",
                            parts(sendings.shown(), desk.units(who.agency(), letter.id())));
        }
        return page;
    }

    /// What the page takes over when it looks again.
    private static String parts(List<Addressee> sendings, List<UnitAddressee> units) {
        var parts = new ArrayList<>(List.of("#head", "#story", "#trouble", "#files"));
        if (!sendings.isEmpty()) {
            parts.add("#counts");
        }
        if (!units.isEmpty()) {
            parts.add("#standings-inside");
        }
        sendings.forEach(sending -> parts.add("#standing-" + sending.mail()));
        return String.join(",", parts);
    }

    private ModelAndView page(
            SignedIn who, OutgoingLetter letter, HttpStatus status, Sendings sendings) {
        reading.of(who, letter, "page");
        return new ModelAndView("letters/sent", status)
                .addObject("letter", letter)
                .addObject("followed", following.isFollowed(who, letter.id()))
                .addObject("secrecy", desk.declared(letter).orElse(null))
                .addObject("paper", papers.of(who.agency(), letter.id()).orElse(null))
                .addObject("sendings", sendings)
                .addObject("inside", inside(who, letter))
                .addObject("coSigners", coSigning.of(who.agency(), letter.id()))
                .addObject("readsAll", UnitDesk.mayReadAll(who))
                .addObject("former", desk.former(who.agency(), letter.id()))
                .addObject("files", desk.files(who.agency(), letter.id()))
                .addObject("proposed", answers.of(who.agency(), letter.id()))
                .addObject("handedIn", inbox.has(letter.id()))
                .addObject("answered", replies.answeredBy(who, letter.id()).orElse(null))
                .addObject("unlinks", links.mayTakeBack(who, letter))
                .addObject("wentUp", ways.way(who.agency(), letter.id()).isPresent())
                .addObject("signature", signing.signature(who.agency(), letter.id()).orElse(null))
                .addObject("trouble", signing.of(who.agency(), letter.id()).orElse(null))
                .addObject("story", story.of(who, letter))
                .addObject("overdueSince", overdue.since(who.agency()));
    }
}
