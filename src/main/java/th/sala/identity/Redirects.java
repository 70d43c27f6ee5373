package th.sala.identity;

import java.net.URI;
import org.springframework.web.servlet.view.RedirectView;

/// Away from this site, to an address that holds everything already.
final class Redirects {
    private Redirects() {}

    static RedirectView to(URI address) {
        var view = new RedirectView(address.toString(), false, true, false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
