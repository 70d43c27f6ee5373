package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;

@SalaTest
class ErrorPageWebTests {
    @Autowired MockMvcTester web;

    @Test
    void sendsWhoIsNotSignedInToTheDoor() {
        assertThat(web.get().uri("/letters/nothing"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/sign-in?to=%2Fletters%2Fnothing");
    }

    @Test
    void whoMayNotIsToldThatAndNotOfAnError() {
        assertThat(
                        web.get()
                                .uri("/error")
                                .accept(MediaType.TEXT_HTML)
                                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403)
                                .with(SignedInAs.administrator(UUID.randomUUID())))
                .bodyText()
                .contains("ไม่มีสิทธิดำเนินการนี้</h1>", "ติดต่อผู้ดูแลระบบ")
                .doesNotContain("เกิดข้อผิดพลาด");
    }
}
