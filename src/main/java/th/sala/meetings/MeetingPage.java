package th.sala.meetings;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// A meeting's page, as all its acts lead back to it.
@Component
class MeetingPage {
    private final MeetingDesk desk;
    private final AttendeeDesk attendees;
    private final PreparationDesk preparations;
    private final MeetingRooms rooms;

    MeetingPage(
            MeetingDesk desk,
            AttendeeDesk attendees,
            PreparationDesk preparations,
            MeetingRooms rooms) {
        this.desk = desk;
        this.attendees = attendees;
        this.preparations = preparations;
        this.rooms = rooms;
    }

    ModelAndView of(SignedIn who, UUID id) {
        var meeting = desk.see(who, id);
        var arranges = meeting.isArrangedBy(who.official()) && meeting.state().isToCome();
        var invited =
                attendees.invitations(meeting).stream()
                        .collect(
                                Collectors.toMap(
                                        PreparationRows.Invitation::attendee,
                                        PreparationRows.Invitation::at));
        var preparation = preparations.of(meeting);
        return new ModelAndView("meetings/meeting")
                .addObject("meeting", meeting)
                .addObject("self", meeting.of(who.official()).orElse(null))
                .addObject("arranges", arranges)
                .addObject("places", meeting.showsPlacesTo(who.official()))
                .addObject("planned", meeting.state().isPlanned())
                .addObject("chosen", PlanRules.areChosen(meeting))
                .addObject("preparation", preparation)
                .addObject(
                        "appoints",
                        preparation.state().containsKey(Preparation.DECISION)
                                && preparation.lacks("OPERATOR"))
                .addObject(
                        "uninvited",
                        meeting.attendees().stream()
                                .filter(one -> !invited.containsKey(one.id()))
                                .count())
                .addObject("clauses", clauses(meeting))
                .addObject("decides", preparations.isToDecide(who, meeting))
                .addObject("timeToCome", rooms.isTimeToCome(meeting))
                .addObject("invited", invited)
                .addObject("links", attendees.linkHolders(meeting))
                .addObject("others", arranges ? desk.others(meeting) : List.of())
                .addObject("roles", AttendeeRole.values())
                .addObject("most", MeetingDesk.LONGEST_WORDS)
                .addObject("mostPlace", MeetingRooms.LONGEST_PLACE)
                .addObject("mostBytes", MeetingPapers.MOST_BYTES);
    }

    private static Map<Preparation, Object> clauses(Meeting meeting) {
        return Preparation.wanted(meeting.rules()).stream()
                .filter(one -> one.clause(meeting.rules()).isPresent())
                .collect(
                        Collectors.toMap(
                                one -> one, one -> one.clause(meeting.rules()).orElseThrow()));
    }

    ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var page = of(who, id);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }

    /// What a guest sees of the meeting.
    ModelAndView of(Attending attending) {
        var meeting = rooms.find(attending.meeting()).orElseThrow(MeetingRecords::none);
        return new ModelAndView("meetings/guest")
                .addObject("meeting", meeting)
                .addObject("self", meeting.mustHave(attending.attendee()))
                .addObject("timeToCome", rooms.isTimeToCome(meeting))
                .addObject("mostPlace", MeetingRooms.LONGEST_PLACE);
    }

    ModelAndView refused(Attending attending, Refusal refusal) {
        var account = attending.account();
        if (account != null) {
            return refused(account, attending.meeting(), refusal);
        }
        var page = of(attending);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }

    static ModelAndView done(UUID id, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return new ModelAndView("redirect:/meetings/" + id);
    }
}
