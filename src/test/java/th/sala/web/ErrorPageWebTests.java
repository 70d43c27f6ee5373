package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import th.sala.SalaTest;

@SalaTest
class ErrorPageWebTests {
    @Autowired MockMvcTester web;

    @Test
    void sendsWhoIsNotSignedInToTheDoor() {
        assertThat(web.get().uri("/letters/nothing"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/sign-in?to=%2Fletters%2Fnothing");
    }
}
