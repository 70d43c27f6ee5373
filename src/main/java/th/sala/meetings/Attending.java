package th.sala.meetings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.accounts.Asking;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Actor;

/// Who is at a meeting's door: an official who is signed in, or the bearer of a link. Controllers
/// take it as a parameter on pages whose address begins with `/meetings/{id}`; the work is done in
/// the scope of its agency.
///
/// @param attendee the id among the meeting's attendees
/// @param identified whether the attendee has identified themselves and that is known to be so
/// @param account null of the bearer of a link
/// @param link by which the bearer came; null of whoever is signed in
public record Attending(
        UUID agency,
        UUID meeting,
        UUID attendee,
        AttendeeRole role,
        String name,
        boolean identified,
        @Nullable SignedIn account,
        @Nullable UUID link)
        implements Asking {
    @Override
    public Actor asking() {
        return actor();
    }

    @Override
    public UUID about() {
        return meeting;
    }

    /// As evidence names who it is, how they were known, and by what right they act.
    public Actor actor() {
        var right = "attendee " + role;
        return account == null
                ? new Actor(agency, null, name, Identification.BY_LINK, right)
                : account.actor().by(right);
    }

    public boolean isByLink() {
        return link != null;
    }

    /// How the person is known, as evidence says it.
    String how() {
        return account == null ? Identification.BY_LINK : account.identified();
    }
}
