package th.sala.installation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class InstallationConfiguration {
    @Bean
    Vault vault(Environment environment) {
        return Vault.open(Installation.of(environment::getProperty));
    }
}
