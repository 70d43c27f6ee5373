package th.sala.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import th.sala.accounts.SignedIn;

/// วันนี้: the first page after signing in.
@Controller
class TodayController {
    private static final Comparator<Today.Item> BY_DUE =
            Comparator.comparing((Today.Item item) -> item.due() == null ? Instant.MAX : item.due())
                    .thenComparing(Today.Item::urgent, Comparator.reverseOrder())
                    .thenComparing(Today.Item::since);

    private final List<Today.Source> sources;
    private final Clock clock;

    TodayController(List<Today.Source> sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    @GetMapping("/")
    String today(@AuthenticationPrincipal SignedIn who, Model model) {
        var items =
                sources.stream()
                        .flatMap(source -> source.waitingFor(who).stream())
                        .sorted(BY_DUE)
                        .toList();
        model.addAttribute("items", items);
        model.addAttribute("toDo", items.stream().filter(item -> !item.told()).count());
        model.addAttribute("today", LocalDate.now(clock));
        return "web/today";
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry todayEntry() {
            return MenuEntry.of(Place.TODAY, "web.place.today", "/", 0);
        }
    }
}
