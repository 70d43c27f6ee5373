package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// After a meeting: who was there when, what was cut, what was recorded, and a bundle that anybody
/// can check without Sala.
record MeetingKept(Installation installation, String meeting, Seat chair) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String AUDITOR = "jintana.p";
    private static final Pattern CHANGED =
            Pattern.compile("ถูกแก้ไขในช่วงที่ \\d+ \\(ระหว่าง (\\S+) ถึง (\\S+)\\)");

    /// Ten seconds, and what a busy machine is late.
    private static final Duration WINDOW = Duration.ofSeconds(20);

    void fromTheResultToTheVerifier() throws IOException {
        result();
        playback();
        check();
        auditor();
    }

    private void result() {
        var page = chair.page();
        page.locator("#r-gate a").click();
        page.waitForURL(url -> url.endsWith("/after"));
        var people = page.locator("section[aria-labelledby=a-people]");
        assertThat(people).containsText("ศาลากลางจังหวัดศรีสมุทร");
        assertThat(people).containsText("หลุดจากห้อง");
        assertThat(people).not().containsText("ไม่ได้เข้าร่วม");
        assertThat(page.locator("section[aria-labelledby=a-items] li"))
                .hasCount(MeetingArranged.ITEMS.size());
        var cuts = page.locator("section[aria-labelledby=a-cuts]");
        for (var cause :
                new String[] {
                    "มีเหตุจำเป็น",
                    "กรณีฉุกเฉิน",
                    "เหตุตามกฎหมาย",
                    "มีส่วนได้เสียในวาระนี้",
                    "คืนทั้งหมด",
                    "มิลลิวินาที"
                }) {
            assertThat(cuts).containsText(cause);
        }
        assertThat(page.locator("section[aria-labelledby=a-troubles]"))
                .containsText("ได้ยินเสียงขาดเป็นช่วง ๆ");
        awaitEndOfRecording(page);
        chair.look("meeting-after");
    }

    /// Files are closed and sealed a moment after the room.
    private static void awaitEndOfRecording(Page page) {
        Installation.await(
                "everything that was recorded is sealed",
                PATIENCE,
                () -> {
                    page.reload();
                    return page.locator("li:has-text('M11') .govuk-tag--green").count() == 1;
                });
    }

    /// M10: all tracks side by side; what was sent before the media server was killed, and after.
    private void playback() {
        var page = chair.page();
        page.navigate(meeting + "/playback");
        assertThat(page.locator("main")).not().containsText("กำลังบันทึก");
        assertThat(page.locator("#p-files ~ ul li").filter(of("นางมาลี")).filter(of("จอที่นำเสนอ")))
                .hasCount(1);
        assertThat(
                        page.locator("#p-files ~ ul li")
                                .filter(of("นางสาวศิริพร"))
                                .filter(of("เสียง"))
                                .count())
                .as("recordings before and after the media server was killed")
                .isGreaterThanOrEqualTo(2);
        page.locator("[data-seek]").nth(1).click();
        page.click("#p-play");
        for (var kind : new String[] {"video", "audio"}) {
            chair.awaits(
                    """
                    kind => [...document.querySelectorAll(`.p-track ${kind}, #p-tracks > ${kind}`)]
                      .some(one => !one.paused && one.currentTime > 1 && one.readyState > 1
                        && (kind === 'audio' || one.getVideoPlaybackQuality().totalVideoFrames > 5))
                    """,
                    kind);
        }
        chair.good("meeting-playback-playing");
        page.click("#p-play");
        chair.look("meeting-playback");
        var file = page.locator("a[href$='/file']").first().getAttribute("href");
        var taken = page.context().request().get(file);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).hasSizeGreaterThan(1_000);
    }

    private static com.microsoft.playwright.Locator.FilterOptions of(String words) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(words);
    }

    /// M11: what the page gives away, an outsider checks with a program of their own, and a changed
    /// bit they find where it is.
    private void check() {
        var page = chair.page();
        var key = page.context().request().get("/evidence/key").text().strip();
        page.navigate(meeting + "/after");
        var bundle = Installation.FOLDER.resolve("meeting-bundle.zip");
        var said = new ArrayList<Verification>();
        // what happened last is proven a moment later
        Installation.await(
                "the bundle is whole",
                PATIENCE,
                () -> {
                    page.waitForDownload(() -> page.click("a[href$='/evidence'][download]"))
                            .saveAs(bundle);
                    said.add(Verification.of(bundle, "--key", key));
                    return said.getLast().status() == 0
                            && said.getLast().output().contains("ระหว่างประชุม");
                });
        assertThat(said.getLast().output())
                .contains("ตรงกับที่ท่านให้ไว้")
                .doesNotContain("ตรวจแล้วไม่ถูกต้อง", "ถูกแก้ไข");

        var changed = Verification.of(Verification.oneBitChanged(bundle), "--key", key);
        assertThat(changed.status()).isEqualTo(1);
        var windows = CHANGED.matcher(changed.output());
        assertThat(windows.find()).as(changed.output()).isTrue();
        var from = Instant.parse(windows.group(1));
        assertThat(Duration.between(from, Instant.parse(windows.group(2))))
                .isPositive()
                .isLessThanOrEqualTo(WINDOW);
        assertThat(windows.find()).as("another window that was changed").isFalse();
    }

    /// M12: who else reads traffic data is told that they may not.
    private void auditor() {
        assertThat(chair.page().context().request().get(meeting + "/traffic").status())
                .isEqualTo(403);
        var page = chair.besideAs(AUDITOR, meeting + "/traffic");
        assertThat(page.locator("main tbody tr").first()).containsText("10.7");
        assertThat(page.locator("main tbody")).containsText("นางสาวณัฐธิดา");
        chair.lookToo(page, "meeting-traffic");
        var csv = page.context().request().get(meeting + "/traffic.csv").text();
        assertThat(csv.lines().count()).isGreaterThan(4);
        page.context().close();
    }
}
