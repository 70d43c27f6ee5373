package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/// Work outside the office: a policy, an agreement, the governor's order, days, follow-up, the call
/// back, the result, and the evaluation of the year with its survey.
record WorkOutside(Desk desk) {
    private static final String PERSON = "anucha.k";
    private static final String NAME = "นายอนุชา คลื่นเพชร";
    private static final String SUPERVISOR = "pimchanok.c";
    private static final String HEAD = "thanakorn.w";
    private static final String PERSONNEL = "malee.t";

    void fromThePolicyToTheEvaluation() {
        drawUpThePolicy();
        putItInForce();
        var agreement = volunteer();
        agree(agreement);
        order();
        planAndReport(agreement);
        follow(agreement);
        callBack();
        conclude(agreement);
        assess(agreement);
        answer();
        evaluate();
    }

    private void drawUpThePolicy() {
        var page = desk.at(PERSONNEL);
        page.navigate("/telework/policy/draft");
        page.fill("#weekDays", "3");
        page.fill("#weekMonths", "6");
        page.fill("#selection", "รับสมัครตามความสมัครใจ");
        page.fill("#supervision", "ผู้บังคับบัญชาชั้นต้นติดตามทุกสัปดาห์");
        page.fill("#termination", "เสนอผู้ว่าราชการจังหวัดเมื่อไม่เป็นไปตามข้อตกลง");
        desk.look(page, "telework-policy-draft");
        page.locator("button:has-text('บันทึกร่าง')").click();
        assertThat(page.locator("main")).containsText("บันทึกร่างนโยบายแล้ว");
        page.context().close();
    }

    private void putItInForce() {
        var page = desk.at(HEAD);
        page.navigate("/telework/policy/draft");
        page.fill("#from", Desk.typed(Desk.today().plusDays(1)));
        desk.good(page, "telework-policy-force");
        desk.confirm(page, HEAD, "#password");
        assertThat(page.locator("main")).containsText("กำหนดให้นโยบายใช้บังคับแล้ว");
        desk.look(page, "telework-policy");
        page.context().close();
    }

    private String volunteer() {
        var page = desk.onAPhone(PERSON);
        page.navigate("/telework/new");
        page.check("#form-WEEK");
        page.fill("#days", "2");
        page.check("#weekday-2");
        page.fill("#first", Desk.typed(Desk.today()));
        page.fill("#last", Desk.typed(Desk.today().plusMonths(2)));
        page.check("#work-PART");
        page.fill("#workWords", "จัดทำแผนป้องกันและบรรเทาสาธารณภัย");
        page.check("#place-RESIDENCE");
        page.fill("#place", "บ้านเลขที่ 9 ตำบลปากน้ำ");
        page.fill("#contact", "โทร. 0 7099 1030");
        page.locator("textarea[name=goal]").first().fill("แผนเผชิญเหตุอุทกภัย");
        page.locator("textarea[name=delivery]").first().fill("ทุกวันศุกร์");
        desk.good(page, "telework-new-phone");
        page.locator("button:has-text('บันทึกร่าง')").click();
        assertThat(page.locator("main")).containsText("บันทึกร่างข้อตกลงแล้ว");
        var agreement = page.url();
        page.navigate(agreement + "/edit");
        desk.good(page, "telework-edit-phone");
        page.navigate(agreement);
        desk.good(page, "telework-draft-phone");
        desk.confirm(page, PERSON, "#password");
        assertThat(page.locator("main")).containsText("ยืนยันข้อตกลง");
        page.context().close();
        return agreement;
    }

    private void agree(String agreement) {
        var page = desk.at(SUPERVISOR);
        page.navigate(agreement);
        page.check("#agrees-yes");
        page.check("#suits");
        desk.look(page, "telework-decide");
        desk.confirm(page, SUPERVISOR, "#password");
        assertThat(page.locator("main")).containsText("บันทึกผลการพิจารณาแล้ว");
        page.context().close();
    }

    private void order() {
        var page = desk.at(HEAD);
        page.navigate("/telework/orders");
        Desk.line(page, NAME).locator("input[name=chosen]").check();
        page.fill("#words", "เพื่อให้แผนเสร็จทันฤดูมรสุม");
        desk.look(page, "telework-orders");
        desk.confirm(page, HEAD, "#password");
        assertThat(page.locator("main")).containsText("สั่งให้ปฏิบัติราชการนอกสถานที่แล้ว");
        page.navigate("/telework/orders");
        desk.follow(page, "/telework/orders/");
        assertThat(page.locator("main")).containsText(NAME);
        desk.look(page, "telework-order");
        page.context().close();
    }

    private void planAndReport(String agreement) {
        var page = desk.onAPhone(PERSON);
        page.navigate(agreement + "/days");
        assertThat(page.locator(".s-weeks")).isVisible();
        desk.good(page, "telework-days-phone");
        page.navigate(agreement);
        page.fill("#progress-words", "ร่างบทแรกเสร็จแล้ว");
        page.locator("form:has(#progress-words) button").click();
        assertThat(page.locator("main")).containsText("ร่างบทแรกเสร็จแล้ว");
        desk.good(page, "telework-agreement-phone");
        page.context().close();
    }

    private void follow(String agreement) {
        var page = desk.at(SUPERVISOR);
        page.navigate(agreement);
        page.fill("#progress-words", "ให้เพิ่มเส้นทางอพยพ");
        page.locator("form:has(#progress-words) button").click();
        assertThat(page.locator(".s-story").first()).containsText("ให้เพิ่มเส้นทางอพยพ");
        desk.look(page, "telework-agreement");
        page.context().close();
    }

    private void callBack() {
        var page = desk.at(HEAD);
        page.navigate("/telework/outside");
        page.locator("label:has-text('" + NAME + "')").click();
        page.fill("#back", Desk.typed(Desk.today().plusDays(1)));
        page.fill("#words", "พายุเข้าอ่าว ให้ประจำศูนย์บัญชาการ");
        desk.look(page, "telework-outside");
        desk.confirm(page, HEAD, "#password");
        assertThat(page.locator("main")).containsText("สั่งให้กลับเข้าปฏิบัติราชการ");
        page.context().close();
    }

    private void conclude(String agreement) {
        var page = desk.at(PERSON);
        page.navigate(agreement);
        page.fill("#result-1", "แผนเผชิญเหตุอุทกภัยฉบับสมบูรณ์");
        page.fill("#problems", "ไม่มี");
        desk.look(page, "telework-result");
        page.locator("form:has(#problems) button").click();
        assertThat(page.locator("main")).containsText("รายงานผลต่อผู้บังคับบัญชาแล้ว");
        page.context().close();
    }

    private void assess(String agreement) {
        var page = desk.at(SUPERVISOR);
        page.navigate(agreement);
        page.check("#verdict-MET");
        page.fill("#assessment", "แผนใช้งานได้จริง");
        page.locator("form:has(#assessment) button").click();
        assertThat(page.locator("main")).containsText("บันทึกผลการประเมิน");
        desk.look(page, "telework-assessed");
        page.context().close();
    }

    private void answer() {
        var page = desk.onAPhone(PERSON);
        page.navigate("/telework/survey");
        page.locator("fieldset").all().forEach(one -> one.locator("input").first().check());
        desk.good(page, "telework-survey-phone");
        page.locator("main form button").last().click();
        assertThat(page.locator("main")).containsText("ส่งคำตอบแล้ว");
        page.context().close();
    }

    private void evaluate() {
        var page = desk.at(PERSONNEL);
        page.navigate("/telework/evaluation");
        assertThat(page.locator("main")).containsText("ตอบแล้ว ๕ จาก ๖ คน");
        page.locator("button:has-text('ปิดแบบสำรวจ')").click();
        assertThat(page.locator("main")).containsText("ปิดแบบสำรวจแล้ว");
        assertThat(page.locator("section[aria-labelledby=survey] tbody tr")).hasCount(5);
        page.fill("#efficiency", "ลดเวลาเดินทางและค่าใช้จ่าย");
        page.fill("#effectiveness", "งานส่งมอบทันกำหนด");
        page.fill("#lessons", "ควรเตรียมอุปกรณ์สำรอง");
        desk.look(page, "telework-evaluation");
        page.locator("button:has-text('บันทึกการประเมิน')").click();
        assertThat(page.locator("main")).containsText("บันทึกการประเมินแล้ว");
        seeItAsHead(desk.at(HEAD));
        page.context().close();
    }

    private void seeItAsHead(Page page) {
        page.navigate("/telework/evaluation");
        assertThat(page.locator("main")).containsText("ควรเตรียมอุปกรณ์สำรอง");
        desk.look(page, "telework-evaluation-head");
        page.context().close();
    }
}
