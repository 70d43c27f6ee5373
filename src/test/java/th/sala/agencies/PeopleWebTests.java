package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.mail.Mailbox;
import th.sala.mail.Mailboxes;
import th.sala.thai.Display;

@SalaTest
class PeopleWebTests {
    private static final String HOSTILE =
            "<script>alert(1)</script>\0\u0007\u200B" + "ก".repeat(10_000);

    private static int count;

    private static final String PASSWORD = "ฝนตกที่หน้าอำเภอทุกเย็น";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Registry registry;
    @Autowired Accounts accounts;
    @Autowired Mailboxes mailboxes;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @SuppressWarnings("NullAway.Init")
    private Srisamut province;

    @BeforeEach
    void province() {
        province = new Srisamut(founding, organisation, powers, "w" + ++count + ".example");
    }

    private RequestPostProcessor administrator() {
        return SignedInAs.administrator(province.id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people",
                "/people?q=%E0%B8%A1%E0%B8%B2%E0%B8%A5%E0%B8%B5&page=x",
                "/people/new",
                "/people/units",
                "/people/units/new",
                "/people/units/{unit}",
                "/people/positions/new",
                "/people/positions/{position}",
                "/people/powers",
                "/people/powers?all",
                "/people/agency",
                "/people/agency/new",
                "/people/import",
                "/people/registries",
                "/people/{person}",
                "/people/{person}/change",
                "/people/{person}/position",
                "/people/{person}/authority",
                "/people/{person}/delegation",
                "/people/{person}/officer",
                "/people/{person}/leave",
                "/registry",
                "/registry?q=%00%25",
                "/registry/{agency}",
                "/registry/{agency}?on=2026-10-15",
                "/registry/{agency}?on=rubbish"
            })
    void showsEveryPageInBothLanguages(String path) {
        var there =
                path.replace("{person}", province.deputy.toString())
                        .replace("{unit}", province.office.toString())
                        .replace("{position}", province.deputyPost.toString())
                        .replace("{agency}", province.id.toString());
        for (var language : new String[] {"th", "en"}) {
            var page =
                    web.get()
                            .uri(java.net.URI.create(there))
                            .param("lang", language)
                            .with(administrator())
                            .exchange();
            assertThat(page).hasStatusOk().bodyText().doesNotContain("??").contains("</html>");
        }
    }

    @Test
    void letsEverybodyInsideReadAndOnlyTheAdministratorWrite() {
        var officer = SignedInAs.officer(province.id);
        assertThat(web.get().uri("/people").with(officer))
                .hasStatusOk()
                .bodyText()
                .contains("นายสมชาย ใจดี", "malee@" + province.domain)
                .doesNotContain("/people/new");
        assertThat(web.get().uri("/people/" + province.deputy).with(officer))
                .hasStatusOk()
                .bodyText()
                .contains("ผู้ว่าราชการจังหวัด", "นางสาวมาลี ศรีสุข");
        assertThat(web.get().uri("/people/new").with(officer)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(
                        web.post()
                                .uri("/people/" + province.deputy + "/leave")
                                .param("from", "2026-12-01")
                                .with(officer)
                                .with(csrf()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(
                        web.get()
                                .uri("/people/" + province.deputy)
                                .with(SignedInAs.administrator(UUID.randomUUID())))
                .as("people of another agency")
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void enrolsAPersonWithAMailbox() {
        var added =
                web.post()
                        .uri("/people")
                        .param("name", "  นาย\u200Bเเสง  ทองดี ")
                        .param("mail", "Saeng@" + province.domain)
                        .param("telephone", "๐ ๒๐๐๐ ๐๐๐๒")
                        .param("position", province.officerPost.toString())
                        .param("from", LocalDate.now(th.sala.Sala.BANGKOK).toString())
                        .with(administrator())
                        .with(csrf())
                        .exchange();

        assertThat(added).hasStatus3xxRedirection();
        assertThat(list("แสง ทองดี")).contains("นายแสง ทองดี", "เจ้าพนักงานธุรการ");
        assertThat(mailboxes.find("saeng@" + province.domain))
                .contains(
                        new Mailbox("saeng@" + province.domain, province.id, Mailbox.Kind.PERSON));
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        var refused =
                web.post()
                        .uri("/people")
                        .param("name", "")
                        .param("mail", "not a mail")
                        .param("telephone", "0 2000 0000")
                        .param("from", "31/12/69")
                        .param("position", "rubbish")
                        .with(administrator())
                        .with(csrf());
        assertThat(refused)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(
                        "not a mail",
                        "0 2000 0000",
                        "โปรดกรอก “ชื่อ”",
                        "อ่านวันที่ไม่ได้",
                        "31/12/69");

        var taken =
                web.post()
                        .uri("/people")
                        .param("name", "คนใหม่")
                        .param("mail", "malee@" + province.domain)
                        .param("from", "2026-10-01")
                        .with(administrator())
                        .with(csrf());
        assertThat(taken)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีผู้ใช้อยู่แล้ว", "คนใหม่");
        assertThat(list("คนใหม่")).doesNotContain("/people/" + "คนใหม่").contains("ไม่พบ");
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @CsvSource({
        "/people, name mail telephone from",
        "/people/{person}/change, name mail telephone",
        "/people/{person}/position, from until",
        "/people/{person}/authority, from until source",
        "/people/{person}/delegation, from until source",
        "/people/{person}/officer, from until source",
        "/people/{person}/leave, from",
        "/people/units, name ownerCode",
        "/people/units/{unit}, name ownerCode",
        "/people/positions, title",
        "/people/positions/{position}, title",
        "/people/agency, name englishName code domain centralAddress postalAddress telephone",
        "/people/agency/new, name englishName code domain centralAddress postalAddress telephone"
                + " fullName username",
        "/people/registries, address"
    })
    void keepsEverythingTypedInEveryFormThatIsRefused(String path, String fields) {
        var there =
                path.replace("{person}", province.deputy.toString())
                        .replace("{unit}", province.office.toString())
                        .replace("{position}", province.deputyPost.toString());
        var post = web.post().uri(there).with(SignedInAs.installation(province.id)).with(csrf());
        for (var field : fields.split(" ")) {
            post = post.param(field, "typed as " + field + " <๑>");
        }
        // choices that there are not
        for (var choice : new String[] {"position", "parent", "superior", "unit"}) {
            post = post.param(choice, "none of them");
        }
        var page = assertThat(post).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY).bodyText();
        for (var field : fields.split(" ")) {
            page.contains("typed as " + field + " &lt;๑&gt;");
        }
    }

    @Test
    void saysHowLongAFieldMayBeInThePersonsDigits() {
        assertThat(
                        web.post()
                                .uri("/people/units")
                                .param("name", "ก".repeat(201))
                                .with(administrator())
                                .with(csrf()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยาวเกินไป (ไม่เกิน ๒๐๐ ตัวอักษร)")
                .doesNotContain("ไม่เกิน 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people",
                "/people/{person}/change",
                "/people/{person}/position",
                "/people/{person}/authority",
                "/people/{person}/delegation",
                "/people/{person}/officer",
                "/people/units",
                "/people/units/{unit}",
                "/people/positions",
                "/people/agency",
                "/people/agency/new",
                "/people/registries"
            })
    void answersHostileValuesWithASentence(String path) {
        var there =
                path.replace("{person}", province.deputy.toString())
                        .replace("{unit}", province.office.toString());
        var post = web.post().uri(there).with(SignedInAs.installation(province.id)).with(csrf());
        for (var field :
                new String[] {
                    "name", "mail", "telephone", "position", "kind", "principal", "make", "from",
                    "until", "source", "ownerCode", "parent", "title", "unit", "superior", "code",
                    "domain", "centralAddress", "postalAddress", "fullName", "username", "address"
                }) {
            post = post.param(field, HOSTILE);
        }
        assertThat(post)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .doesNotContain("<script>alert")
                .contains("govuk-error-summary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authority", "delegation", "officer"})
    void givesPowerToNobodyWithoutTheAdministratorsPassword(String act) {
        var today = LocalDate.now(th.sala.Sala.BANGKOK);
        var before = powersNow();

        assertThat(
                        web.post()
                                .uri("/people/" + province.deputy + "/" + act)
                                .param("kind", "ACTING")
                                .param("principal", "person:" + province.governor)
                                .param("make", "yes")
                                .param("from", today.toString())
                                .param("source", "คำสั่งปลอม")
                                .param("password", "ไม่ใช่รหัสผ่านนี้")
                                .with(administratorWithPassword())
                                .with(csrf()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง", "คำสั่งปลอม");
        assertThat(powersNow()).isEqualTo(before);
    }

    private List<Object> powersNow() {
        return AgencyScope.within(
                province.id,
                () ->
                        List.of(
                                powers.mandates(province.id),
                                powers.delegations(province.id),
                                powers.officers(province.id)));
    }

    private RequestPostProcessor administratorWithPassword() {
        var fresh =
                new NewAccount(
                        province.id,
                        null,
                        "admin-" + province.domain,
                        "นายภูวดล ดาวเหนือ",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(Role.ADMINISTRATOR));
        return AgencyScope.within(
                province.id,
                () ->
                        SignedInAs.as(
                                accounts.find(accounts.open(fresh))
                                        .orElseThrow()
                                        .signedIn(SignedIn.BY_PASSWORD)));
    }

    @Test
    void grantsAuthorityDelegatesAndEnds() {
        var today = LocalDate.now(th.sala.Sala.BANGKOK);
        var administrator = administratorWithPassword();
        assertThat(
                        web.post()
                                .uri("/people/" + province.deputy + "/authority")
                                .param("make", "yes")
                                .param("from", today.toString())
                                .param("source", "คำสั่งจังหวัดที่ 9/2569")
                                .param("password", PASSWORD)
                                .with(administrator)
                                .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(registry.authorised("somchai@" + province.domain, today)).isPresent();
        assertThat(
                        web.post()
                                .uri("/people/" + province.deputy + "/authority")
                                .param("make", "yes")
                                .param("from", today.toString())
                                .param("source", "คำสั่งซ้ำ")
                                .param("password", PASSWORD)
                                .with(administrator)
                                .with(csrf()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่แล้ว", "คำสั่งซ้ำ");
        assertThat(
                        web.post()
                                .uri("/people/" + province.officer + "/delegation")
                                .param("kind", "DELEGATED")
                                .param("principal", "person:" + province.deputy)
                                .param("make", "yes")
                                .param("from", today.toString())
                                .param("until", today.plusDays(3).toString())
                                .param("source", "คำสั่งมอบ")
                                .param("password", PASSWORD)
                                .with(administrator)
                                .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(registry.authorised("pim@" + province.domain, today.plusDays(2))).isPresent();
        assertThat(registry.authorised("pim@" + province.domain, today.plusDays(3))).isEmpty();

        var mandate =
                AgencyScope.within(province.id, () -> powers.mandates(province.id)).stream()
                        .filter(one -> one.official().equals(province.deputy))
                        .findFirst()
                        .orElseThrow();
        assertThat(end(administrator, "mandates", mandate.id(), "พรุ่งนี้", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "value=\"พรุ่งนี้\"");
        assertThat(registry.authorised("pim@" + province.domain, today)).isPresent();
        assertThat(
                        end(
                                administrator,
                                "mandates",
                                mandate.id(),
                                Display.OFFICIAL.typed(today),
                                "ไม่ใช่รหัสนี้"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง");
        assertThat(registry.authorised("pim@" + province.domain, today)).isPresent();
        assertThat(
                        end(
                                administrator,
                                "mandates",
                                mandate.id(),
                                Display.OFFICIAL.typed(today),
                                PASSWORD))
                .hasStatus3xxRedirection();
        assertThat(registry.authorised("pim@" + province.domain, today))
                .as("nobody gives what they do not have any more")
                .isEmpty();

        var officer =
                AgencyScope.within(province.id, () -> powers.officers(province.id)).getFirst();
        assertThat(
                        end(
                                administrator,
                                "officers",
                                officer.id(),
                                Display.OFFICIAL.typed(today),
                                PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อย่างน้อยหนึ่งคน", "ข้อ 3(2)");
    }

    @Test
    void slowsWhoGuessesThePasswordAtAnActThatGivesPower() {
        var who = administratorWithPassword();
        var statuses = new java.util.ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            statuses.add(
                    end(who, "mandates", UUID.randomUUID(), "1/12/2569", "เดา" + i)
                            .exchange()
                            .getResponse()
                            .getStatus());
        }
        assertThat(statuses).startsWith(422).endsWith(429);
    }

    private MockMvcTester.MockMvcRequestBuilder end(
            RequestPostProcessor who, String what, UUID id, String day, String password) {
        return web.post()
                .uri("/people/powers/" + what + "/" + id + "/end")
                .param("day", day)
                .param("password", password)
                .with(who)
                .with(csrf());
    }

    @Test
    void letsNoAgencyPutItselfUnderAnotherOrIntoItsDomain() {
        var other = new Srisamut(founding, organisation, powers, "o" + count + ".example");
        var intruder = SignedInAs.administrator(other.id);

        assertThat(changed(other, other.domain, province.id.toString(), "yes", intruder))
                .as("under another")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดให้ผู้ดูแลทั้งระบบ", "จังหวัดที่เปลี่ยนชื่อ");
        assertThat(changed(other, province.domain, "", "yes", intruder))
                .as("into its domain")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(changed(other, other.domain, "", "", intruder))
                .as("a juristic person or not")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(founded(province.domain, "intruder" + count, intruder))
                .as("a district of its own in another's domain")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดให้ผู้ดูแลทั้งระบบ", "อำเภอเมือง");
        assertThat(registry.agency(other.id).orElseThrow().parent()).isNull();
        assertThat(web.get().uri("/people/agency").with(intruder))
                .bodyText()
                .doesNotContain("value=\"" + province.id);

        var installation = SignedInAs.installation(other.id);
        assertThat(changed(other, province.domain, province.id.toString(), "", installation))
                .hasStatus3xxRedirection();
        assertThat(registry.agency(other.id).orElseThrow().parent()).isEqualTo(province.id);
        assertThat(changed(other, province.domain, province.id.toString(), "", intruder))
                .as("what was agreed stays")
                .hasStatus3xxRedirection();
        assertThat(founded(province.domain, "below" + count, intruder))
                .as("those in a domain found their own in it")
                .hasStatus3xxRedirection();
        assertThat(web.get().uri("/registry/" + other.id))
                .as("whoever looks at the agency finds those below it")
                .bodyText()
                .contains("อำเภอเมือง");
        assertThat(registry.children(other.id))
                .extracting(Agency::name)
                .containsExactly("อำเภอเมือง");
    }

    private MvcTestResult changed(
            Srisamut agency,
            String domain,
            String parent,
            String juristicPerson,
            RequestPostProcessor who) {
        return web.post()
                .uri("/people/agency")
                .param("name", "จังหวัดที่เปลี่ยนชื่อ")
                .param("code", "ศส 0017")
                .param("juristicPerson", juristicPerson)
                .param("domain", domain)
                .param("centralAddress", "o" + count + "@" + domain)
                .param("parent", parent)
                .with(who)
                .with(csrf())
                .exchange();
    }

    private MvcTestResult founded(String domain, String username, RequestPostProcessor who) {
        return web.post()
                .uri("/people/agency/new")
                .param("name", "อำเภอเมือง")
                .param("code", "ศส 0118")
                .param("domain", domain)
                .param("centralAddress", username + "@" + domain)
                .param("fullName", "ผู้ดูแล อำเภอ")
                .param("username", username)
                .param("password", "ฝนตกที่หน้าอำเภอทุกเย็น")
                .param("passwordAgain", "ฝนตกที่หน้าอำเภอทุกเย็น")
                .with(who)
                .with(csrf())
                .exchange();
    }

    @Test
    void foundsADistrictInsideItsProvince() {
        assertThat(founded(province.domain, "mueang" + count, administrator()))
                .hasStatus3xxRedirection();

        var district =
                registry.byCentralAddress("mueang" + count + "@" + province.domain).orElseThrow();
        assertThat(district.parent()).isEqualTo(province.id);
        assertThat(registry.exchange(district.id(), province.id))
                .isInstanceOf(Exchange.Inside.class);
    }

    // ---- people from a file

    private static final String LIST =
            """
            ชื่อ-นามสกุล,ตำแหน่ง,สังกัด,อีเมล,โทรศัพท์
            นายหนึ่ง ดีงาม,นักวิชาการ,ศส ๐๐๑๗.๒,one@DOMAIN,0 2000 0011
            ,นักวิชาการ,,,
            นายสอง ดีงาม,นักวิชาการ,กองที่ไม่มี,two@elsewhere.example,
            นายสาม ดีงาม,นักวิชาการ,,one@DOMAIN,
            นายสี่ ดีงาม,นักวิชาการ,,malee@DOMAIN,
            "=cmd|' /C calc'!A0",นักวิชาการ,,bad mail,
            นางห้า ดีงาม,นักวิชาการ,สำนักงานจังหวัด,,
            """;

    private byte[] list(Charset charset) {
        return LIST.replace("DOMAIN", province.domain).getBytes(charset);
    }

    private MvcTestResult upload(byte[] content) {
        return web.post()
                .uri("/people/import")
                .multipart()
                .file(new MockMultipartFile("file", "people.csv", "text/csv", content))
                .with(administrator())
                .with(csrf())
                .exchange();
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"UTF-8", "x-windows-874", "UTF-16"})
    void looksThroughAListAndTakesOverTheGoodRowsOnly(String charset) {
        var looked = upload(list(Charset.forName(charset)));
        assertThat(looked).hasStatus3xxRedirection();
        var path = java.util.Objects.requireNonNull(looked.getResponse().getRedirectedUrl());

        assertThat(web.get().uri(path).with(administrator()))
                .hasStatusOk()
                .bodyText()
                .contains("กองที่ไม่มี", "ไม่อยู่ในโดเมน", "ซ้ำกับแถวที่ 2", "ไม่มีชื่อ");
        assertThat(list("ดีงาม")).as("a dry run changes nothing").contains("ไม่พบ");

        var errors = web.get().uri(path + "/errors.csv").with(administrator()).exchange();
        var text = new String(errors.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\uFEFF")
                .contains("'=cmd|")
                .doesNotContain("\r\n=cmd", ",=cmd", ",\"=cmd");
        assertThat(text.lines().count()).as("a header and five wrong rows").isEqualTo(6);

        assertThat(web.post().uri(path).with(administrator()).with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(list("ดีงาม"))
                .contains("นายหนึ่ง ดีงาม", "นางห้า ดีงาม", "สำนักงานจังหวัด")
                .doesNotContain("นายสอง");
        assertThat(web.post().uri(path).with(administrator()).with(csrf()))
                .as("a second press")
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private static byte[] sheet(Consumer<Worksheet> filled) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            filled.accept(book.newWorksheet("people"));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsASpreadsheet() throws Exception {
        var read =
                sheet(sheet -> {
                    var rows = LIST.replace("DOMAIN", province.domain).split("\n");
                    for (int row = 0; row < 2; row++) {
                        var cells = rows[row].split(",");
                        for (int column = 0; column < cells.length; column++) {
                            sheet.value(row, column, cells[column]);
                        }
                    }
                });
        assertThat(looked(read)).contains("นำเข้าได้ ๑ แถว", "นายหนึ่ง ดีงาม", "ตำแหน่งใหม่");
    }

    /// What the dry run says.
    private String looked(byte[] content) {
        var path = upload(content).getResponse().getRedirectedUrl();
        var page = web.get().uri(String.valueOf(path)).with(administrator()).exchange();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void takesNoFormulaAndNoNumberForAPerson() throws Exception {
        var content =
                sheet(sheet -> {
                    var columns = List.of("ชื่อ-นามสกุล", "ตำแหน่ง", "โทรศัพท์");
                    for (int column = 0; column < columns.size(); column++) {
                        sheet.value(0, column, columns.get(column));
                    }
                    sheet.formula(1, 0, "A1");
                    sheet.value(1, 1, "นักวิชาการ");
                    sheet.value(2, 0, LocalDate.of(2026, 11, 21));
                    sheet.value(3, 0, "นายหก ดีงาม");
                    sheet.value(3, 1, 45);
                    sheet.value(4, 0, "นายเจ็ด ดีงาม");
                    sheet.value(4, 2, "๐ ๒๐๐๐ ๐๐๑๑");
                });
        assertThat(looked(content))
                .contains(
                        "นำเข้าได้ ๑ แถว",
                        "คอลัมน์ “ชื่อ-นามสกุล” เป็นสูตร",
                        "ในคอลัมน์ “ชื่อ-นามสกุล” ไม่มีตัวอักษร",
                        "“45” ในคอลัมน์ “ตำแหน่ง” ไม่มีตัวอักษร",
                        "๐ ๒๐๐๐ ๐๐๑๑");
        assertThat(looked("ชื่อ\n=1+1\n".getBytes(StandardCharsets.UTF_8)))
                .contains("คอลัมน์ “ชื่อ-นามสกุล” เป็นสูตร");
    }

    @Test
    void saysWhyAFileIsRefused() throws Exception {
        var good = sheet(sheet -> sheet.value(0, 0, "ชื่อ"));
        var long_ =
                sheet(sheet -> {
                    for (int row = 0; row <= OfficialsFile.MOST_ROWS + 1; row++) {
                        sheet.value(row, 0, "ชื่อ");
                    }
                });
        assertThat(upload(long_)).bodyText().contains("โปรดแบ่งเป็นหลายไฟล์");
        assertThat(upload(withMacros(good)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("แมโคร");
        assertThat(
                        upload(
                                "ชื่อ,อีเมล,โทรศัพท์,e-mail\nนายแปด ดีงาม,,,\n"
                                        .getBytes(StandardCharsets.UTF_8)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มากกว่าหนึ่งคอลัมน์");
    }

    private static byte[] withMacros(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var read = ZipFile.builder().setByteArray(file).get();
                var write = new ZipOutputStream(bytes)) {
            for (var part : Collections.list(read.getEntries())) {
                write.putNextEntry(new ZipEntry(part.getName()));
                read.getInputStream(part).transferTo(write);
            }
            write.putNextEntry(new ZipEntry("xl/vbaProject.bin"));
            write.write(1);
        }
        return bytes.toByteArray();
    }

    @Test
    void evidenceNamesTheFileThatWasTakenOver() {
        var path =
                String.valueOf(
                        upload(list(StandardCharsets.UTF_8)).getResponse().getRedirectedUrl());
        assertThat(takenOver()).as("a dry run is no act").isEmpty();
        assertThat(web.post().uri(path).with(administrator()).with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(takenOver())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("people.csv", "2 of 7 rows")
                .containsPattern("[0-9a-f]{64}")
                .doesNotContain("นายสอง");
    }

    private List<String> takenOver() {
        return AgencyScope.within(
                province.id,
                () ->
                        transaction.execute(_ ->
                                db.sql(
                                                """
                                                SELECT statement FROM evidence.entry
                                                 WHERE act = 'officials-import.take'
                                                """)
                                        .query(String.class)
                                        .list()));
    }

    @Test
    void refusesWhatIsNoList() {
        for (var content :
                new byte[][] {
                    {},
                    {'P', 'K', 3, 4, 0, 0, 1},
                    "a,b\nc,d".getBytes(StandardCharsets.UTF_8),
                    new byte[OfficialsFile.LARGEST + 1],
                    new byte[200],
                    ("ชื่อ\n" + "ก\n".repeat(OfficialsFile.MOST_ROWS + 1))
                            .getBytes(StandardCharsets.UTF_8)
                }) {
            assertThat(upload(content))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("govuk-error-summary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void givesATemplateThatItReads(String form) {
        var template =
                web.get().uri("/people/import/template." + form).with(administrator()).exchange();

        assertThat(upload(template.getResponse().getContentAsByteArray()))
                .hasStatus3xxRedirection();
    }

    private String list(String typed) {
        var result = web.get().uri("/people").param("q", typed).with(administrator()).exchange();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
