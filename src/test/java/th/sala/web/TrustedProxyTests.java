package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The server alone, as Sala's own settings make it, behind a proxy on this machine.
class TrustedProxyTests {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class WhoAmI {
        @Bean
        Servlet answer() {
            return new HttpServlet() {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response)
                        throws IOException {
                    response.getWriter().write(request.getRemoteAddr());
                }
            };
        }
    }

    @ParameterizedTest(name = "a proxy here that hands on {0}: the browser is {1}")
    @CsvSource({
        "'10.8.0.5', 10.8.0.5",
        "'10.1.200.9, 10.8.0.5', 10.8.0.5",
        "'10.1.200.9, 192.168.50.7', 192.168.50.7",
        "'10.1.200.9, 203.0.113.9', 203.0.113.9"
    })
    void nobodyOfThePrivateNetworkSaysWhereTheyAre(String handedOn, String browser)
            throws Exception {
        try (var server =
                        new SpringApplicationBuilder(WhoAmI.class)
                                .run(
                                        "--server.port=0",
                                        "--server.forward-headers-strategy=native");
                var client = HttpClient.newHttpClient()) {
            var web = ((ServletWebServerApplicationContext) server).getWebServer();
            var port = Objects.requireNonNull(web).getPort();
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .header("X-Forwarded-For", handedOn)
                            .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo(browser);
        }
    }
}
