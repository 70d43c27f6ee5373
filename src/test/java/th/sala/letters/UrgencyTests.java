package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTests {
    @ParameterizedTest(name = "\"{0}\" is {1} and \"{2}\"")
    @CsvSource(
            textBlock =
                    """
                    ด่วนที่สุด ขอเชิญประชุม,        IMMEDIATE, ขอเชิญประชุม
                    [ด่วนมาก] ขอเชิญประชุม,       URGENT,    ขอเชิญประชุม
                    ด่วน: เรื่อง ขอเชิญประชุม,      SOON,      ขอเชิญประชุม
                    ด่วนสรุปผลการประชุม,         NORMAL,    ด่วนสรุปผลการประชุม
                    เรื่อง แจ้งเวียน,               NORMAL,    แจ้งเวียน
                    ด่วนที่สุด,                    IMMEDIATE, ''
                    FW: Re[2]: ด่วน ขอเชิญประชุม,   SOON,      ขอเชิญประชุม
                    [EXTERNAL] ส่งต่อ: แจ้งเวียน,    NORMAL,    แจ้งเวียน
                    Reform ด่วน,                 NORMAL,    Reform ด่วน
                    """)
    void readsTheUrgencyOfASubject(String subject, Urgency urgency, String title) {
        assertThat(Urgency.read(subject)).isEqualTo(new Urgency.Titled(urgency, title));
    }
}
