package th.sala.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import th.sala.web.MenuEntry;
import th.sala.web.Place;

/// How somebody who writes programs begins.
@Controller
class BeginController {
    @GetMapping("/me/api")
    String begin(Model model) {
        model.addAttribute(
                "address", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return "api/begin";
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry apiEntry() {
            return MenuEntry.of(Place.ME, "api.menu", "/me/api", 27);
        }
    }
}
