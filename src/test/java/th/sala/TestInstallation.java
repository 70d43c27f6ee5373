package th.sala;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import th.sala.accounts.LightPasswords;
import th.sala.check.ForeignScope;
import th.sala.check.LeakScan;
import th.sala.installation.TestVault;
import th.sala.origin.TestNames;

/// Gives a test's application a database and a data folder of its own.
public class TestInstallation
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var properties = new HashMap<String, Object>(TestDatabases.migrated());
        try {
            var data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "test-files");
            properties.put("sala.data", data.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(data).toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        properties.put("sala.names.servers", TestNames.ofAll().address());
        properties.put("sala.names.patience", "300ms");
        properties.put("sala.smtp.port", 0);
        properties.put("sala.submission.port", 0);
        properties.put("spring.datasource.hikari.maximum-pool-size", 8);
        context.getBeanFactory().addBeanPostProcessor(new ForeignScope());
        LeakScan.watch(context);
        LightPasswords.in(context.getBeanFactory());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test installation", properties));
    }
}
