package th.sala.journey;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Leave, timekeeping and work outside the office, by people of one province in a browser.
class DutyJourney {
    private static Installation province;
    private static Browser browser;

    @BeforeAll
    static void start() {
        province = Installation.of("duty").with("SALA_DEMO_ONLY", "province").start();
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        try (var _ = province;
                var open = browser) {
            open.assertQuiet();
        }
    }

    @Test
    void fromTheWishForLeaveToTheRegister() {
        new LeaveTaken(new Desk(browser, province)).fromThePhoneToTheRegister();
    }

    @Test
    void fromThePolicyToTheYearlyEvaluation() {
        new WorkOutside(new Desk(browser, province)).fromThePolicyToTheEvaluation();
    }

    @Test
    void aFiscalYearIsClosed() {
        new YearClosed(new Desk(browser, province)).byTheOfficer();
    }

    @Test
    void everyPageIsGood() {
        new DutyPages(new Desk(browser, province)).areGood();
    }
}
