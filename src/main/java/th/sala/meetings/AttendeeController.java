package th.sala.meetings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// The list of a meeting's attendees, on its page.
@Controller
@PreAuthorize(MeetingController.PERSON)
class AttendeeController {
    private static final String ATTENDEES = MeetingController.ID + "/attendees";
    private static final String ATTENDEE = ATTENDEES + "/{attendee}";

    private final AttendeeDesk desk;
    private final MeetingPage page;

    AttendeeController(AttendeeDesk desk, MeetingPage page) {
        this.desk = desk;
        this.page = page;
    }

    @PostMapping(ATTENDEES)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "MEMBER") AttendeeRole role,
            RedirectAttributes redirect) {
        try {
            if (official == null) {
                throw new AttendeeDesk.NobodyChosen();
            }
            desk.add(who, id, official, role);
            return MeetingPage.done(id, "meetings.done.attendee-added", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("typedOfficial", official)
                    .addObject("typedRole", role);
        }
    }

    @PostMapping(MeetingController.ID + "/guests")
    ModelAndView addGuest(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String mail,
            RedirectAttributes redirect) {
        try {
            desk.addGuest(who, id, name, mail);
            return MeetingPage.done(id, "meetings.done.attendee-added", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("guestName", name)
                    .addObject("guestMail", mail);
        }
    }

    @PostMapping(ATTENDEE + "/role")
    ModelAndView role(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID attendee,
            @RequestParam(defaultValue = "MEMBER") AttendeeRole role,
            RedirectAttributes redirect) {
        return act(
                who, id, "meetings.done.role", redirect, () -> desk.role(who, id, attendee, role));
    }

    @PostMapping(ATTENDEE + "/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID attendee,
            RedirectAttributes redirect) {
        return act(
                who,
                id,
                "meetings.done.attendee-removed",
                redirect,
                () -> desk.remove(who, id, attendee));
    }

    @PostMapping(MeetingController.ID + "/invite")
    ModelAndView invite(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        return act(who, id, "meetings.done.invited", redirect, () -> desk.invite(who, id));
    }

    @PostMapping(ATTENDEE + "/invite")
    ModelAndView inviteAgain(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID attendee,
            RedirectAttributes redirect) {
        return act(
                who,
                id,
                "meetings.done.invited",
                redirect,
                () -> desk.inviteAgain(who, id, attendee));
    }

    @PostMapping(ATTENDEE + "/revoke")
    ModelAndView revoke(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID attendee,
            RedirectAttributes redirect) {
        return act(
                who, id, "meetings.done.revoked", redirect, () -> desk.revoke(who, id, attendee));
    }

    private ModelAndView act(
            SignedIn who, UUID id, String done, RedirectAttributes redirect, Runnable act) {
        try {
            act.run();
            return MeetingPage.done(id, done, redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal);
        }
    }
}
