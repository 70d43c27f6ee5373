package th.sala.letters;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Letters that a person keeps an eye on, and what happened to each last.
@Service
@Transactional
class FollowDesk {
    /// So many are looked through at a glance.
    static final int MOST = 100;

    private final FollowedLetters followed;
    private final IncomingDesk incoming;
    private final OutgoingDesk outgoing;
    private final UnitDesk units;
    private final Story story;
    private final Clock clock;

    FollowDesk(
            FollowedLetters followed,
            IncomingDesk incoming,
            OutgoingDesk outgoing,
            UnitDesk units,
            Story story,
            Clock clock) {
        this.followed = followed;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.units = units;
        this.story = story;
        this.clock = clock;
    }

    /// Refusal: the person follows as many as there can be.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class TooMany extends Refusal {
        private TooMany() {
            super("letters.refused.follow-too-many", MOST);
        }
    }

    /// @param last what happened last
    record Line(UUID letter, String subject, String path, Story.Happening last) {}

    /// @throws TooMany if the person follows as many as there can be
    void follow(SignedIn who, UUID letter) {
        if (followed.of(who.agency(), who.account()).size() >= MOST) {
            throw new TooMany();
        }
        followed.add(who.agency(), who.account(), letter, clock.instant());
    }

    void leave(SignedIn who, UUID letter) {
        followed.remove(who.agency(), who.account(), letter);
    }

    @Transactional(readOnly = true)
    boolean isFollowed(SignedIn who, UUID letter) {
        return followed.of(who.agency(), who.account()).contains(letter);
    }

    /// Where something happened last first; without those that the person may read no more.
    @Transactional(readOnly = true)
    List<Line> lines(SignedIn who) {
        return followed.of(who.agency(), who.account()).stream()
                .flatMap(letter -> line(who, letter).stream())
                .sorted((one, other) -> other.last().at().compareTo(one.last().at()))
                .toList();
    }

    private Optional<Line> line(SignedIn who, UUID id) {
        var in = incoming.find(who.agency(), id);
        if (in.isPresent()) {
            return in.filter(letter -> units.mayRead(who, id, incoming.stamps(who, id)))
                    .map(letter ->
                            new Line(
                                    id,
                                    letter.head().subject(),
                                    "/letters/in/" + id,
                                    story.of(who, letter).getLast()));
        }
        return Stream.of(outgoing.letter(who.agency(), id))
                .map(letter ->
                        new Line(
                                id,
                                letter.content().subject(),
                                "/letters/out/" + id,
                                story.of(who, letter).getLast()))
                .findFirst();
    }
}
