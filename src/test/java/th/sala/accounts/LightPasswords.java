package th.sala.accounts;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/// Passwords that cost next to nothing: thousands are typed in one run of the tests.
public final class LightPasswords {
    private LightPasswords() {}

    /// Makes an application's passwords light, before it starts.
    public static void in(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("lightPasswords", new PasswordWork(64, 1));
    }
}
