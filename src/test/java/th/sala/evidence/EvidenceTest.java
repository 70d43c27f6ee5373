package th.sala.evidence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import th.sala.TestInstallation;
import th.sala.check.ForeignScope;

/// A test of this module alone, on a database and with a data folder of the class's own: a second
/// or two instead of the whole program, which mutation runs start again and again.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringJUnitConfig(
        classes = EvidenceTest.Module.class,
        initializers = {
            org.springframework.boot.test.context.ConfigDataApplicationContextInitializer.class,
            TestInstallation.class
        })
@DirtiesContext
@ExtendWith(ForeignScope.Verdict.class)
@interface EvidenceTest {
    @TestConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        ThymeleafAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = {"th.sala.database", "th.sala.evidence"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Controller.class))
    class Module {
        @Bean
        Clock clock() {
            return Clock.system(ZoneId.of("Asia/Bangkok"));
        }

        @Bean
        MessageSource messageSource() {
            var messages = new ResourceBundleMessageSource();
            messages.setBasename("messages/evidence");
            messages.setDefaultEncoding("UTF-8");
            messages.setAlwaysUseMessageFormat(true);
            return messages;
        }

        @Bean
        TestSigner signer() {
            return new TestSigner();
        }
    }

    /// An installation that exists in a test only. Its key can get lost.
    final class TestSigner implements Signer {
        private final UUID installation = UUID.randomUUID();
        private KeyPair keys = fresh();

        private static KeyPair fresh() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        void loseTheKey() {
            keys = fresh();
        }

        @Override
        public UUID installation() {
            return installation;
        }

        @Override
        public byte[] publicKey() {
            return keys.getPublic().getEncoded();
        }

        @Override
        public byte[] sign(byte[] text) {
            try {
                var signature = Signature.getInstance("Ed25519");
                signature.initSign(keys.getPrivate());
                signature.update(text);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
