package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.ArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.SalaTest;

@SalaTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetUpWebTests {
    @Autowired MockMvcTester web;
    @Autowired Console console;
    @Autowired Registry registry;

    private MockMvcRequestBuilder begin(String code, String password) {
        return web.post()
                .uri("/set-up")
                .param("setUpCode", code)
                .param("name", "จังหวัดศรีสมุทร")
                .param("code", "ศส ๐๐๑๗")
                .param("juristicPerson", "yes")
                .param("domain", "srisamut.example")
                .param("centralAddress", "saraban@srisamut.example")
                .param("fullName", "ผู้ดูแล ระบบ")
                .param("username", "admin")
                .param("password", password)
                .param("passwordAgain", "ฝนตกที่หน้าศาลากลาง")
                .with(csrf());
    }

    @Test
    @Order(1)
    void asksForTheCodeFromTheConsole() {
        assertThat(web.get().uri("/sign-in")).hasRedirectedUrl("/set-up");
        assertThat(web.get().uri("/set-up")).hasStatusOk().bodyText().doesNotContain("??");
        var empty = web.post().uri("/set-up").param("domain", "x y").with(csrf());
        assertThat(empty)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .containsOnlyOnce("โปรดแก้ไขข้อมูลต่อไปนี้")
                .contains("โปรดกรอก “ชื่อหน่วยงาน”", "โปรดกรอก “ชื่อผู้ใช้", "value=\"x y\"")
                .contains("อย่างน้อย ๑๐ ตัวอักษร");
        assertThat(begin("AAAA-AAAA-AAAA", "ฝนตกที่หน้าศาลากลาง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสตั้งค่าไม่ถูกต้อง", "จังหวัดศรีสมุทร", "srisamut.example")
                .doesNotContain("ฝนตกที่หน้าศาลากลาง");
        assertThat(registry.local()).isEmpty();
    }

    @Test
    @Order(2)
    void makesBothOrNothing() {
        assertThat(begin(console.code().now(), "อื่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ตรงกัน");
        var weak = begin(console.code().now(), "1234567890").param("passwordAgain", "1234567890");
        assertThat(weak).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(registry.local()).isEmpty();
    }

    @Test
    @Order(3)
    void isThereOnceOnly() {
        var typed = console.code().now().replace("-", " ").toLowerCase(java.util.Locale.ROOT);
        assertThat(begin(typed, "ฝนตกที่หน้าศาลากลาง")).hasRedirectedUrl("/sign-in?begun");
        assertThat(web.get().uri("/sign-in?begun="))
                .hasStatusOk()
                .bodyText()
                .contains("เรียบร้อยแล้ว");

        assertThat(registry.byCentralAddress("saraban@srisamut.example").orElseThrow().code())
                .isEqualTo("ศส 0017");
        assertThat(web.get().uri("/set-up")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(begin(console.code().now(), "ฝนตกที่หน้าศาลากลาง"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void changesTheCodeAfterAFewWrongOnes() {
        var printed = new ArrayList<String>();
        var code = new SetUpCode(printed::add);
        code.show();
        assertThat(printed.getFirst()).matches("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}");
        for (int i = 1; i < SetUpCode.TRIES; i++) {
            assertThat(code.is("wrong")).isFalse();
        }
        assertThat(printed).hasSize(1);
        code.is("wrong");

        assertThat(printed).hasSize(2);
        assertThat(code.is(printed.getFirst())).isFalse();
        assertThat(code.is(printed.getLast())).isTrue();
    }
}
