package th.sala.registers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterNumberTests {
    @ParameterizedTest(name = "{0} is {1}, circular {2}, {3}")
    @CsvSource(
            textBlock =
                    """
                    สท ๐๐๑๗.๒/ว ๑๖๒๒,      สท 0017.2,      true,  1622
                    คค (ปคร) ๐๒๑๐/๑๕๔,    คค (ปคร) 0210,  false, 154
                    ศธ 04056.12/45,        ศธ 04056.12,    false, 45
                    มท ๐๓๑๔/ว๕๖๕๖,        มท 0314,        true,  5656
                    มท ๐๓๑๔/๑,            มท 0314,        false, 1
                    """)
    void readsWhatAgenciesWrite(String written, String code, boolean circular, int number) {
        assertThat(LetterNumber.parse(written)).contains(new LetterNumber(code, circular, number));
        assertThat(LetterNumber.firstIn("อ้างถึง หนังสือที่ " + written + " ลงวันที่ ๑"))
                .contains(new LetterNumber(code, circular, number));
    }

    @ParameterizedTest(name = "C10 เลขที่หนังสือออก: {0}, {1}, {2} is written {3}")
    @CsvSource(
            textBlock =
                    """
                    สท 0017.2,      true,  1622, สท 0017.2/ว 1622
                    คค (ปคร) 0210,  false, 154,  คค (ปคร) 0210/154
                    มท 0314,        false, 1,    มท 0314/1
                    """)
    void isWrittenWithoutTheYear(String code, boolean circular, int number, String written) {
        assertThat(new LetterNumber(code, circular, number).text()).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0} is no number")
    @CsvSource({"สท 0017.2", "'/ว 12'", "สท/12", "12/34", "สท 0017/0"})
    void refusesTheRest(String written) {
        assertThat(LetterNumber.parse(written)).isEmpty();
    }
}
