package th.sala.journey;

import com.microsoft.playwright.Page;
import java.util.List;

/// Every page of leave, timekeeping and telework that somebody reaches and the journeys do not
/// pass, on the desktop and on a telephone.
record DutyPages(Desk desk) {
    void areGood() {
        open(
                "sudarat.b",
                List.of(
                        "/leave",
                        "/leave/calendar",
                        "/leave/year",
                        "/leave/feed",
                        "/leave/for",
                        "/leave/petitions/new?matter=ABROAD",
                        "/leave/petitions/new?matter=EVENT",
                        "/timekeeping",
                        "/timekeeping/corrections",
                        "/timekeeping/corrections/new",
                        "/telework",
                        "/telework/help"));
        open(
                "phuwadon.d",
                List.of(
                        "/leave/settings",
                        "/leave/borders",
                        "/timekeeping/settings",
                        "/telework/settings"));
        var page =
                open(
                        "malee.t",
                        List.of(
                                "/leave/office",
                                "/leave/papers",
                                "/leave/papers/new",
                                "/leave/papers/new?name=ณัฐธิดา",
                                "/leave/pay",
                                "/leave/statistics",
                                "/leave/opening",
                                "/leave/secondments",
                                "/timekeeping/register",
                                "/timekeeping/summary",
                                "/timekeeping/recorders",
                                "/telework/loans"));
        through(page, "/timekeeping/recorders", "/timekeeping/recorders/");
        through(page, "/timekeeping/recorders", "/timekeeping/recorders/", "/timekeeping/files/");
        through(page, "/timekeeping/register", "/timekeeping/people/");
        through(page, "/telework/orders", "/telework/orders/");
        page.context().close();
        asSuperior(desk.at("siriporn.s"));
    }

    private Page open(String username, List<String> paths) {
        var page = desk.at(username);
        for (var path : paths) {
            page.navigate(path);
            desk.look(page, "duty" + path.replaceAll("[^a-z]+", "-"));
        }
        return page;
    }

    private void through(Page page, String first, String... links) {
        page.navigate(first);
        for (var link : links) {
            desk.follow(page, link);
        }
        desk.look(page, "duty-of" + links[links.length - 1].replaceAll("[^a-z]+", "-"));
    }

    /// Somebody waits for leave to go abroad, and for a time to be put right.
    private void asSuperior(Page page) {
        through(page, "/leave", "/leave/petitions/");
        through(page, "/telework", "/telework/");
        page.context().close();
    }
}
