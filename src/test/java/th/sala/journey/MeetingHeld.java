package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import th.sala.media.Cable;

/// In the room: everybody sees and hears everybody, what is presented, what is cut and comes back,
/// who speaks next, who needs help, what breaks and mends.
record MeetingHeld(
        Installation installation,
        Cable cable,
        String meeting,
        Seat chair,
        Seat operator,
        Seat secretary,
        Seat member) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern AWAY = Pattern.compile("r-tile--away");
    private static final Pattern LOST = Pattern.compile("\\br-lost\\b");

    private List<Seat> everybody() {
        return List.of(chair, operator, secretary, member);
    }

    void fromTheFirstToTheLastItem() throws IOException, InterruptedException {
        everybody().forEach(seat -> seat.enter(meeting));
        everybodyReceivesEverybody();
        chair.good("room");
        member.good("room-of-phone");
        talk();
        showAPaper();
        showAScreen();
        considerWithoutWhoIsConcerned();
        cutByName();
        help();
        report();
        pullTheCable();
        killTheMediaServer();
    }

    private void everybodyReceivesEverybody() {
        for (var seat : everybody()) {
            for (var other : everybody()) {
                if (seat != other) {
                    seat.receives(other);
                }
            }
        }
    }

    /// M3: whoever wants to speak stands in a queue; words are kept with the record.
    private void talk() {
        member.page().click("#r-hand");
        chair.panel("people");
        assertThat(chair.page().locator("#r-hands")).containsText("นางสาวณัฐธิดา");
        chair.look("room-hand");
        chair.page().locator("#r-hands button").click();
        assertThat(member.page().locator("#r-hand")).hasAttribute("aria-pressed", "false");

        secretary.panel("talk");
        secretary.page().fill("#r-say", "เอกสารประกอบอยู่ในวาระที่ 1");
        secretary.page().press("#r-say", "Enter");
        member.panel("talk");
        assertThat(member.page().locator("#r-talk")).containsText("เอกสารประกอบอยู่ในวาระที่ 1");
        member.page().fill("#r-say", "ขอบคุณค่ะ");
        member.page().click("#r-talk-form button");
        assertThat(secretary.page().locator("#r-talk")).containsText("ขอบคุณค่ะ");
        secretary.look("room-talk");
        member.good("room-talk-of-phone");
        member.closePanel();
    }

    /// M7: everybody sees the same page, on their own device.
    private void showAPaper() {
        toItem(0);
        secretary.panel("agenda");
        secretary.page().locator("[data-focus^='present-']").first().click();
        for (var seat : everybody()) {
            awaitPage(seat, "หน้า ๑ จาก ๒");
        }
        assertThat(member.page().locator("#r-shown-by")).containsText("นางมาลี");
        secretary.page().click("#r-paper [data-after]");
        for (var seat : everybody()) {
            awaitPage(seat, "หน้า ๒ จาก ๒");
        }
        secretary.look("room-paper");
        member.good("room-paper-of-phone");
        member.receives(chair);
        secretary.page().click("#r-stop");
        assertThat(member.page().locator("#r-shown")).isHidden();
    }

    private static void awaitPage(Seat seat, String words) {
        assertThat(seat.page().locator("#r-paper [data-page]")).containsText(words);
        seat.awaits("() => document.querySelector('#r-paper img').naturalWidth > 0", null);
    }

    private void showAScreen() {
        secretary.page().click("#r-present");
        for (var seat : List.of(chair, operator, member)) {
            seat.seesScreen();
        }
        chair.look("room-screen");
        secretary.page().click("#r-present");
        for (var seat : everybody()) {
            assertThat(seat.page().locator("#r-shown")).isHidden();
        }
    }

    private void toItem(int which) {
        chair.panel("agenda");
        chair.page().locator("[data-focus='item-%s']".formatted(item(which))).click();
        for (var seat : List.of(operator, secretary)) {
            assertThat(seat.page().locator("#r-now"))
                    .containsText(MeetingArranged.ITEMS.get(which));
        }
    }

    private String item(int which) {
        return chair.page().locator("[data-item]").nth(which).getAttribute("data-item");
    }

    /// M6: who has an interest in an item neither sends nor gets anything while it lasts, without
    /// anybody's doing, and afterwards everything.
    private void considerWithoutWhoIsConcerned() {
        chair.panel("agenda");
        chair.page()
                .selectOption("select[data-focus='interest-%s']".formatted(item(1)), member.id());
        assertThat(chair.page().locator(".r-chip")).containsText("นางสาวณัฐธิดา");
        toItem(1);
        assertThat(member.page().locator("#r-own")).containsText("มีส่วนได้เสีย");
        member.isSentNothing(chair, operator);
        chair.doesNotHear(member, operator);
        secretary.doesNotSee(member, operator);
        chair.look("room-interest");
        member.good("room-interest-of-phone");
        toItem(2);
        assertThat(member.page().locator("#r-own")).isHidden();
        chair.receives(member);
        member.receives(chair, secretary, operator);
    }

    /// M6: sound, picture, everything to a device, at once, with a reason.
    private void cutByName() {
        operator.panel("people");
        cutAndBack(
                "AUDIO",
                "NECESSITY",
                "เสียงรบกวน",
                () -> {
                    chair.doesNotHear(secretary, operator);
                    chair.sees(secretary);
                });
        cutAndBack(
                "VIDEO",
                "EMERGENCY",
                "ภาพไม่เหมาะสม",
                () -> {
                    chair.doesNotSee(secretary, operator);
                    chair.hears(secretary);
                });
        cutAndBack("INCOMING", "LAW", "", () -> secretary.isSentNothing(chair, operator));
        chair.receives(secretary);
        secretary.receives(chair, operator, member);
    }

    private void cutAndBack(String kind, String cause, String words, Runnable meanwhile) {
        var page = operator.page();
        page.selectOption("#r-cause", cause);
        page.fill("#r-words", words);
        operator.cut(kind, secretary).click();
        assertThat(operator.cut(kind, secretary)).hasAttribute("aria-pressed", "true");
        assertThat(secretary.page().locator("#r-own")).containsText(words);
        meanwhile.run();
        operator.look("room-cut-" + kind.toLowerCase(java.util.Locale.ROOT));
        operator.cut(kind, secretary).click();
        assertThat(secretary.page().locator("#r-own")).isHidden();
    }

    /// M16: how each device does, and a hint to one of them.
    private void help() {
        operator.panel("help");
        var figures = operator.page().locator("#r-help li");
        assertThat(figures).hasCount(everybody().size());
        assertThat(figures.filter(of("นางสาวณัฐธิดา"))).containsText("ไปกลับ");
        operator.look("room-help");
        figures.filter(of("นางสาวณัฐธิดา")).locator("button").first().click();
        assertThat(member.page().locator("#r-hint")).isVisible();
        member.good("room-hint-of-phone");
        member.page().click("#r-hint button");
    }

    private static com.microsoft.playwright.Locator.FilterOptions of(String name) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(name);
    }

    /// M14: from the room to whoever helps, and back.
    private void report() {
        member.panel("people");
        var told =
                member.page()
                        .waitForPopup(() ->
                                member.page()
                                        .locator("a[href$='/trouble']:visible")
                                        .first()
                                        .click());
        told.selectOption("#kind", "SOUND");
        told.fill("#words", "ได้ยินเสียงขาดเป็นช่วง ๆ");
        told.click("form:has(#kind) button");
        assertThat(told.locator("main")).containsText("แจ้งเหตุแล้ว");
        member.goodToo(told, "meeting-trouble-of-phone");
        member.closePanel();
        var support = operator.beside(meeting + "/trouble");
        assertThat(support.locator("main")).containsText("ได้ยินเสียงขาดเป็นช่วง ๆ");
        answer(support);
        assertThat(told.locator("main"))
                .containsText(
                        "ลองปิดกล้องก่อนนะคะ",
                        new LocatorAssertions.ContainsTextOptions()
                                .setTimeout(PATIENCE.toMillis()));
        told.close();
        support.close();
    }

    private void answer(Page support) {
        var form = support.locator("form[action$='/answer']").last();
        form.locator("textarea").fill("ลองปิดกล้องก่อนนะคะ");
        form.locator("input[type=checkbox]").check();
        operator.goodToo(support, "meeting-trouble");
        form.locator("button").click();
        assertThat(support.locator("main")).containsText("ตอบแล้ว");
    }

    /// M3: the others see who is away; whoever was comes back by themselves.
    private void pullTheCable() throws IOException, InterruptedException {
        cable.pull();
        for (var seat : List.of(chair, operator, secretary)) {
            assertThat(seat.tile(member)).hasClass(AWAY);
        }
        assertThat(member.page().locator("body")).hasClass(LOST);
        chair.closePanel();
        chair.good("room-away");
        member.good("room-away-of-phone");
        cable.plugIn();
        assertThat(member.page().locator("body")).not().hasClass(LOST);
        for (var seat : List.of(chair, operator, secretary)) {
            assertThat(seat.tile(member)).not().hasClass(AWAY);
            seat.receives(member);
        }
        member.receives(chair, operator, secretary);
    }

    /// M10: with the media server everything stops, and begins again by itself.
    private void killTheMediaServer() {
        mediaServer().destroyForcibly();
        everybody().forEach(seat -> seat.awaitOnce("r-media-lost"));
        Installation.await("another media server", PATIENCE, () -> mediaServers().count() == 1);
        everybodyReceivesEverybody();
        assertThat(chair.page().locator("body")).not().hasClass(Pattern.compile("r-media-lost"));
    }

    private ProcessHandle mediaServer() {
        var servers = mediaServers().toList();
        assertThat(servers).hasSize(1);
        return servers.getFirst();
    }

    private java.util.stream.Stream<ProcessHandle> mediaServers() {
        return ProcessHandle.of(installation.pid())
                .orElseThrow()
                .descendants()
                .filter(one ->
                        one.info().command().filter(name -> name.endsWith("/janus")).isPresent());
    }

    /// The chair ends it for everybody.
    void end() {
        chair.panel("people");
        chair.page().click("#r-end");
        for (var seat : everybody()) {
            assertThat(seat.page().locator("#r-gate")).containsText("ปิดประชุมแล้ว");
        }
        chair.look("room-ended");
    }
}
