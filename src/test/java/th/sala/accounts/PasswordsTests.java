package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class PasswordsTests {
    private final Passwords passwords =
            new Passwords(new DefaultListableBeanFactory().getBeanProvider(PasswordWork.class));

    @Test
    void costTheFullWork() {
        var hash = passwords.hash("correct horse battery staple");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse battery staple", hash, true)).isTrue();
        assertThat(passwords.matches("correct horse battery stable", hash, true)).isFalse();
        assertThat(passwords.matches("", hash, true)).isFalse();
    }

    @Test
    void areNobodysWithoutAHash() {
        assertThat(passwords.matches("the password of nobody", null, false)).isFalse();
    }
}
