package th.sala.letters;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.mail.Inbox;

/// The page of a letter that has its number.
@Component
class SentPage {
    private final OutgoingDesk desk;
    private final Inbox inbox;
    private final Story story;
    private final Overdue overdue;

    SentPage(OutgoingDesk desk, Inbox inbox, Story story, Overdue overdue) {
        this.desk = desk;
        this.inbox = inbox;
        this.story = story;
        this.overdue = overdue;
    }

    ModelAndView page(SignedIn who, OutgoingLetter letter, HttpStatus status) {
        return new ModelAndView("letters/sent", status)
                .addObject("letter", letter)
                .addObject("secrecy", desk.declared(letter).orElse(null))
                .addObject("addressees", desk.addressees(who.agency(), letter.id()))
                .addObject("former", desk.former(who.agency(), letter.id()))
                .addObject("files", desk.files(who.agency(), letter.id()))
                .addObject("handedIn", inbox.has(letter.id()))
                .addObject("story", story.of(who, letter))
                .addObject("overdueSince", overdue.since(who.agency()));
    }
}
