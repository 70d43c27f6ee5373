package th.sala.identity;

import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/// The door's page offers the providers that people may come from.
@ControllerAdvice
class OutsideWays {
    /// @param path where the round trip begins
    public record Way(String name, String path) {}

    private final ProviderSettings settings;

    OutsideWays(ProviderSettings settings) {
        this.settings = settings;
    }

    /// Looked up only where a page shows them.
    @ModelAttribute("outsideWays")
    LazyContextVariable<List<Way>> ways() {
        return new LazyContextVariable<>() {
            @Override
            protected List<Way> loadValue() {
                return settings.active().stream()
                        .map(provider ->
                                new Way(provider.name(), Provider.SignInPath.begin(provider.id())))
                        .toList();
            }
        };
    }
}
