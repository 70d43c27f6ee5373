package th.sala.notices;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.thai.Display;
import th.sala.web.MenuEntry;
import th.sala.web.Place;
import th.sala.web.Today;

/// A person's notices, and their share of Today.
@Controller
class NoticeController {
    /// @param sentence in the person's language and digits
    record Line(Notice notice, String sentence) {}

    private static final Pattern WORD = Pattern.compile("\\S+");

    private final Notices notices;
    private final MessageSource messages;

    NoticeController(Notices notices, MessageSource messages) {
        this.notices = notices;
        this.messages = messages;
    }

    @GetMapping("/me/notices")
    String list(@AuthenticationPrincipal SignedIn who, Model model) {
        var lines =
                notices.of(who).stream()
                        .map(notice -> new Line(notice, sentence(messages, notice, who)))
                        .toList();
        model.addAttribute("lines", lines);
        model.addAttribute(
                "unread", lines.stream().filter(line -> !line.notice().isRead()).count());
        return "notices/notices";
    }

    /// Leads to the page that the notice is about; opening it is reading it.
    @GetMapping("/me/notices/{id}")
    String open(@PathVariable UUID id, @AuthenticationPrincipal SignedIn who) {
        return notices.open(id, who)
                .map("redirect:"::concat)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/me/notices/read")
    String readAll(
            @RequestParam Instant shown,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        var read = notices.readAll(shown, who);
        flash.addFlashAttribute("done", "notices.all-read");
        flash.addFlashAttribute("doneWith", new Object[] {who.display().number(read)});
        return "redirect:/me/notices";
    }

    private static String sentence(MessageSource messages, Notice notice, SignedIn who) {
        var show = who.display();
        var arguments =
                notice.arguments().stream().map(argument -> shown(argument, show)).toArray();
        return messages.getMessage(notice.messageKey(), arguments, show.language());
    }

    /// With the person's digits, but for mail addresses: they are copied.
    private static String shown(String argument, Display show) {
        return WORD.matcher(argument)
                .replaceAll(word -> {
                    var text = word.group();
                    return Matcher.quoteReplacement(text.contains("@") ? text : show.text(text));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Slots {
        @Bean
        MenuEntry noticesEntry() {
            return MenuEntry.of(Place.ME, "notices.menu", "/me/notices", 5);
        }

        @Bean
        Today.Source unreadNotices(Notices notices, MessageSource messages) {
            return who -> today(notices.unread(who), messages, who);
        }

        private static List<Today.Item> today(
                List<Notice> unread, MessageSource messages, SignedIn who) {
            return unread.stream()
                    .map(notice ->
                            new Today.Item(
                                    "notices.today",
                                    sentence(messages, notice, who),
                                    "/me/notices/" + notice.id(),
                                    notice.toldAt(),
                                    null,
                                    false,
                                    true))
                    .toList();
        }
    }
}
