package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ม้าขาววิ่งข้ามสะพาน",
                "correct horse battery",
                "ฝนตกหนักมาก",
                "k8#dP2!mzQ",
                "somying likes mangoes",
                "2ref-jmuu-efsu"
            })
    void takesWhatIsHardToGuess(String password) {
        assertThatNoException().isThrownBy(() -> PasswordRule.check("somying.j", password));
    }

    @ParameterizedTest(name = "{1} is refused: {0}")
    @CsvSource(
            textBlock =
                    """
                    accounts.password.short,    k8#dP2!mz
                    accounts.password.short,    ''
                    accounts.password.username, somying.j123
                    accounts.password.username, J.gniyMOS!!
                    accounts.password.username, somying.jsomying.j
                    accounts.password.common,   1234567890
                    accounts.password.common,   password2569
                    accounts.password.common,   P@ssw0rd1234
                    accounts.password.common,   '!!thailand!!'
                    accounts.password.common,   qwertyuiop
                    accounts.password.common,   qwertyuiopasdf
                    accounts.password.common,   aaaaaaaaaaaaaa
                    accounts.password.common,   abababababab
                    accounts.password.common,   abcdefghijklm1
                    accounts.password.common,   สวัสดีครับ2569
                    accounts.password.common,   ๑๒๓๔๕๖๗๘๙๐
                    accounts.password.common,   1q2w3e4r5t
                    """)
    void refusesWhatIsTriedFirst(String sentence, String password) {
        assertThatExceptionOfType(WeakPassword.class)
                .isThrownBy(() -> PasswordRule.check("somying.j", password))
                .satisfies(weak ->
                        org.assertj.core.api.Assertions.assertThat(weak.key()).isEqualTo(sentence));
    }

    @Test
    void countsCharactersOnBothSidesOfTheLimits() {
        var varied = "ก1ข2ค3ง4จ5".repeat(20);
        assertThatNoException().isThrownBy(() -> PasswordRule.check("x", varied));
        assertThatExceptionOfType(WeakPassword.class)
                .isThrownBy(() -> PasswordRule.check("x", varied + "ฉ"));
    }
}
