package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingRoundsTests {
    @ParameterizedTest(name = "sent on {0}, on {1} people were reminded {2} times")
    @CsvSource({
        "16/11/2569, 16/11/2569, 0",
        "16/11/2569, 17/11/2569, 0",
        // three working days are over: Tuesday to Thursday
        "16/11/2569, 19/11/2569, 0",
        "16/11/2569, 20/11/2569, 1",
        // a weekend counts for nothing
        "16/11/2569, 23/11/2569, 1",
        "16/11/2569, 24/11/2569, 1",
        "16/11/2569, 25/11/2569, 2",
        // nor do holidays: Monday 7 and Thursday 10 December
        "4/12/2569,  11/12/2569, 0",
        "4/12/2569,  12/12/2569, 1",
    })
    void rounds(String sent, String today, int round) {
        assertThat(WaitingRounds.round(Days.day(sent), Days.day(today), Days.WORKING))
                .isEqualTo(round);
    }
}
