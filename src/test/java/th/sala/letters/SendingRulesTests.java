package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.agencies.Agency;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Exchange;

class SendingRulesTests {
    private static final UUID SIGNER = UUID.randomUUID();
    private static final Agency OWN = agency("จังหวัดศรีสมุทร", "saraban@srisamut.example");
    private static final Agency OTHER = agency("จังหวัดทะเลหลวง", "saraban@thaleluang.example");
    private static final LetterFile READABLE = pdf(true, "READABLE", "ที่ ศม 0017.2/1");

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Set<String> CODES = Set.of("ศม 0017", "ศม 0017.2", "ศส 0017.2");

    private static final Content GOOD =
            new Content(
                    SIGNER,
                    false,
                    Urgency.SOON,
                    "",
                    "ศม 0017.2",
                    "ขอเชิญประชุม",
                    "ผู้ว่าราชการจังหวัดทะเลหลวง",
                    "เพื่อโปรดพิจารณา",
                    "ด้วยจังหวัดจะจัดประชุม",
                    "",
                    "",
                    "โทร. 0 1234 5678",
                    "ขอแสดงความนับถือ",
                    "สำนักงานจังหวัด");

    @Test
    void aWholeLetterHasNoFindings() {
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), READABLE)).isEmpty();
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.1): From is a person with authority to make letters that day")
    void theSenderMustHaveAuthority() {
        assertThat(check(GOOD, sender(Authority.DIRECT), List.of(receiver()), READABLE))
                .containsExactly("letters.lint.sender");
        assertThat(
                        check(
                                GOOD,
                                new SendingRules.Sender(
                                        OWN, Optional.empty(), CODES, SecrecyPolicy.ALL, DAY),
                                List.of(receiver()),
                                READABLE))
                .containsExactly("letters.lint.sender");
        var somebodyElse = person(UUID.randomUUID(), OWN, Authority.MAKE);
        assertThat(
                        check(
                                GOOD,
                                new SendingRules.Sender(
                                        OWN,
                                        Optional.of(somebodyElse),
                                        CODES,
                                        SecrecyPolicy.ALL,
                                        DAY),
                                List.of(receiver()),
                                READABLE))
                .containsExactly("letters.lint.sender");
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.2): To is a person with authority to give directions that day")
    void theAddresseeMustHaveAuthority() {
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(), READABLE))
                .containsExactly("letters.lint.no-addressee");
        assertThat(
                        check(
                                GOOD,
                                sender(Authority.MAKE),
                                List.of(receiver(), receiver(Authority.MAKE)),
                                READABLE))
                .containsExactly("letters.lint.addressee");
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.4): both central accounts are copied")
    void bothAgenciesMustHaveACentralAccount() {
        var without = agency("กรมไร้บัญชีกลาง", " ");
        var person = person(UUID.randomUUID(), without, Authority.DIRECT);
        var receiver =
                new SendingRules.Receiver(
                        "อธิบดี", Optional.of(person), Optional.of(without), Optional.empty());
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver), READABLE))
                .containsExactly("letters.lint.no-central");
        var own =
                new SendingRules.Sender(
                        agency("ไร้", ""), Optional.empty(), CODES, SecrecyPolicy.ALL, DAY);
        assertThat(check(GOOD, own, List.of(receiver()), READABLE))
                .contains("letters.lint.no-central");
    }

    @Test
    @DisplayName("C0 ข้อ 1: letters go between juristic persons")
    void theWayBetweenTheAgenciesIsJudged() {
        var district = agency("อำเภอปากน้ำ", "saraban@paknam.example");
        var refused = new Exchange.SenderThrough(district, OWN);
        var receiver =
                new SendingRules.Receiver(
                        "ผู้ว่าฯ",
                        Optional.of(person(UUID.randomUUID(), OTHER, Authority.DIRECT)),
                        Optional.of(OTHER),
                        Optional.of(refused));
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver), READABLE))
                .containsExactly("agencies.refused.sender-through");
    }

    @Test
    void noLetterGoesToOnesOwnAgency() {
        var colleague = person(UUID.randomUUID(), OWN, Authority.DIRECT);
        var receiver =
                new SendingRules.Receiver(
                        "ปลัดจังหวัด",
                        Optional.of(colleague),
                        Optional.of(OWN),
                        Optional.of(new Exchange.Inside(OWN)));
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver(), receiver), READABLE))
                .containsExactly("letters.lint.own-agency");
    }

    @ParameterizedTest(name = "C10 เลขที่หนังสือออก: a number that begins with «{0}»")
    @CsvSource({
        "ศม 0017, ",
        "ศม 0017.2, ",
        "ศม 0017.3, letters.lint.owner-code",
        "'', letters.lint.no-owner-code"
    })
    void aNumberBeginsWithACodeOfTheAgency(String code, @Nullable String finding) {
        var found = check(with(code), sender(Authority.MAKE), List.of(receiver()), READABLE);
        assertThat(found).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest(
            name = "C5 ข้อ 3(4.3.1), C5 ข้อ 3(4.3.2), C5 ข้อ 3(5): without {0} it says {1}")
    @CsvSource({
        "proposal, letters.lint.no-proposal",
        "contact, letters.lint.no-contact",
        "body, letters.lint.no-text",
        "subject, letters.lint.no-title"
    })
    void everyPartMustBeThere(String part, String finding) {
        assertThat(check(without(part), sender(Authority.MAKE), List.of(receiver()), READABLE))
                .containsExactly(finding);
    }

    @ParameterizedTest(name = "C5 ข้อ 3(5): a PDF that is {0}")
    @CsvSource({
        "ENCRYPTED, letters.lint.pdf.encrypted",
        "NOT_PDF, letters.lint.pdf.not_pdf",
        "EMPTY, letters.lint.pdf.empty",
        "files.pdf.truncated, files.pdf.truncated"
    })
    void thePdfMustBeReadable(String verdict, String finding) {
        var pdf = pdf(true, verdict, "");
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), pdf))
                .containsExactly(finding);
    }

    @Test
    @DisplayName("C5 ข้อ 3(5): there is a PDF")
    void thereMustBeAPdf() {
        var findings =
                SendingRules.findings(GOOD, sender(Authority.MAKE), to(receiver()), List.of());
        assertThat(findings).extracting(Finding::key).containsExactly("letters.lint.no-pdf");
        assertThat(findings).allMatch(Finding::blocks);
    }

    @Test
    @DisplayName("X1 ข้อ 1: a stamp on the PDF's first page counts, running text does not")
    void noSecrecyClassLeaves() {
        var stamped = pdf(true, "READABLE", "ลับมาก\nที่ ศม 0017/1");
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), stamped))
                .containsExactly("letters.lint.secrecy");
        var running = pdf(true, "READABLE", "การออกเสียงลงคะแนนลับ\nให้ส่งกลับ");
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), running)).isEmpty();
    }

    private static Content of(LetterKind kind) {
        return new Content(
                kind,
                SIGNER,
                false,
                GOOD.urgency(),
                "",
                GOOD.ownerCode(),
                GOOD.subject(),
                GOOD.salutation(),
                GOOD.proposal(),
                GOOD.body(),
                "",
                "",
                GOOD.contact(),
                "",
                "สำนักงานจังหวัด",
                true);
    }

    @Test
    @DisplayName(
            "C10 แบบหนังสือประทับตรา: what Sala sets has no seal, so it is sealed on paper and sent as a scan")
    void aSealedLetterLeavesWithItsSeal() {
        assertThat(SendingRules.hasItsSeal(of(LetterKind.STAMPED), List.of()))
                .get()
                .satisfies(finding -> {
                    assertThat(finding.key()).isEqualTo("letters.lint.no-seal");
                    assertThat(finding.blocks()).isTrue();
                });
        assertThat(SendingRules.hasItsSeal(of(LetterKind.STAMPED), List.of(READABLE))).isEmpty();
        assertThat(SendingRules.hasItsSeal(of(LetterKind.EXTERNAL), List.of())).isEmpty();
    }

    @Test
    @DisplayName("C10 แบบคำสั่ง: an order names no addressee, and needs none of a letter's parts")
    void anOrderGoesToNobody() {
        var order = Invitation.by(SIGNER).kind(LetterKind.ORDER).typeset();
        assertThat(check(order, sender(Authority.MAKE), List.of())).isEmpty();
        assertThat(check(order, sender(Authority.MAKE), List.of(receiver())))
                .containsExactly("letters.lint.to-nobody");
        assertThat(SendingRules.goesToNobody(to(receiver())))
                .get()
                .satisfies(finding -> assertThat(finding.blocks()).isTrue());
    }

    @Test
    @DisplayName("C10 แบบหนังสือรับรอง: advice if it does not begin with the words of the form")
    void aCertificateBeginsWithItsWords() {
        var certificate = Invitation.by(SIGNER).kind(LetterKind.CERTIFICATE);
        assertThat(SendingRules.beginsAsACertificate(certificate.typeset()))
                .get()
                .satisfies(finding -> assertThat(finding.blocks()).isFalse());
        assertThat(
                        SendingRules.beginsAsACertificate(
                                certificate
                                        .body("หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นายตัวอย่าง")
                                        .typeset()))
                .isEmpty();
        assertThat(SendingRules.beginsAsACertificate(of(LetterKind.EXTERNAL))).isEmpty();
    }

    @Test
    @DisplayName(
            "C10 แบบรายงานการประชุม: says which meeting, when and where, who came and from when until when; who wrote it down needs no authority")
    void aReportSaysWhichMeetingItWas() {
        var report = Invitation.by(SIGNER).reporting(Invitation.meeting()).typeset();
        assertThat(check(report, sender(Authority.DIRECT), List.of())).isEmpty();
        assertThat(check(report, sender(Authority.MAKE), List.of(receiver())))
                .containsExactly("letters.lint.to-nobody");
        var nobody = new SendingRules.Sender(OWN, Optional.empty(), CODES, SecrecyPolicy.ALL, DAY);
        assertThat(check(report, nobody, List.of())).containsExactly("letters.lint.recorder");

        assertThat(SendingRules.reportsAMeeting(report)).isEmpty();
        assertThat(missing(Meeting.NONE))
                .containsExactly(
                        "letters.lint.no-session",
                        "letters.lint.not-held",
                        "letters.lint.nobody-came",
                        "letters.lint.no-hours");
        assertThat(missing(new Meeting("1", "วันนี้", "ที่นี่", "ก", "", "", "09.00", "")))
                .containsExactly("letters.lint.no-hours");
        assertThat(missing(new Meeting("1", "", "ที่นี่", "ก", "", "", "09.00", "10.00")))
                .containsExactly("letters.lint.not-held");
        assertThat(missing(new Meeting("1", "วันนี้", "ที่นี่", "ก", "", "", "09.00", "10.00")))
                .isEmpty();
    }

    private static List<String> missing(Meeting meeting) {
        return SendingRules.reportsAMeeting(Invitation.by(SIGNER).reporting(meeting).typeset())
                .stream()
                .peek(finding -> assertThat(finding.blocks()).isTrue())
                .map(Finding::key)
                .toList();
    }

    @Test
    @DisplayName("C10 แบบหนังสือภายใน: a person is asked to look whether the addressee is inside")
    void aMemorandumStaysInside() {
        assertThat(SendingRules.staysInside(of(LetterKind.INTERNAL)))
                .get()
                .satisfies(finding -> assertThat(finding.blocks()).isFalse());
        assertThat(SendingRules.staysInside(of(LetterKind.EXTERNAL))).isEmpty();
        assertThat(SendingRules.staysInside(of(LetterKind.STAMPED))).isEmpty();
    }

    @Test
    @DisplayName("C10 แบบหนังสือภายนอก: a letter without an owner unit gets advice, and may leave")
    void whoseBusinessItIsIsAdvice() {
        var nobodys =
                new Content(
                        SIGNER,
                        false,
                        GOOD.urgency(),
                        "",
                        GOOD.ownerCode(),
                        GOOD.subject(),
                        GOOD.salutation(),
                        GOOD.proposal(),
                        GOOD.body(),
                        "",
                        "",
                        GOOD.contact(),
                        GOOD.closing(),
                        " ");
        assertThat(
                        SendingRules.findings(
                                nobodys, sender(Authority.MAKE), to(receiver()), List.of(READABLE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.key()).isEqualTo("letters.lint.no-owner-unit");
                    assertThat(finding.blocks()).isFalse();
                    assertThat(finding.blocksPaper()).isFalse();
                });
    }

    @Test
    @DisplayName("X1 ข้อ 1: what leaves is by the agency's policy of that day")
    void aClassBelowTheLevelOfThatDayLeaves() {
        var fromSecretOn =
                new SecrecyPolicy(
                        List.of(
                                new SecrecyPolicy.Decision(
                                        DAY, SecrecyClass.SECRET, "คำสั่ง", Instant.EPOCH, "ใคร")));
        var stamped = pdf(true, "READABLE", "ลับ\nที่ ศม 0017/1");
        for (var day : List.of(DAY.minusDays(1), DAY)) {
            var person = Optional.of(person(SIGNER, OWN, Authority.MAKE));
            var sender = new SendingRules.Sender(OWN, person, CODES, fromSecretOn, day);
            assertThat(check(GOOD, sender, List.of(receiver()), stamped))
                    .isEqualTo(day.equals(DAY) ? List.of() : List.of("letters.lint.secrecy"));
        }
    }

    @Test
    @DisplayName("X1 ข้อ 1: the head of a page is its own, whatever stands before in the mail")
    void aPageIsReadByItself() {
        var stamped = pdf(true, "READABLE", "ลับ\n" + "บรรทัด\n".repeat(20));
        var letter = with(GOOD.ownerCode(), "บรรทัด\n".repeat(20));
        assertThat(check(letter, sender(Authority.MAKE), List.of(receiver()), stamped))
                .containsExactly("letters.lint.secrecy");
    }

    @Test
    @DisplayName("X1 ข้อ 1: a class on an enclosure counts as one on the letter")
    void noEnclosureDeclaresAClass() {
        var stamped = pdf(false, "READABLE", "ลับที่สุด\nบัญชีรายชื่อ");
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), READABLE, stamped))
                .containsExactly("letters.lint.secrecy");
    }

    @ParameterizedTest(name = "X1 ข้อ 1: an enclosure that is {0} with text «{1}» is remarked: {2}")
    @CsvSource({
        "READABLE, แบบรายงาน, false",
        "READABLE, '', true",
        "ENCRYPTED, '', true",
        "files.pdf.truncated, '', true",
        "letters.file.not-inspected, '', true",
        "'', '', false"
    })
    void whatCouldNotBeLookedAtIsSaidButKeepsNothingBack(
            String verdict, String text, boolean remarked) {
        var files = List.of(READABLE, pdf(false, verdict, text));
        var findings = SendingRules.findings(GOOD, sender(Authority.MAKE), to(receiver()), files);
        assertThat(findings)
                .extracting(Finding::key)
                .isEqualTo(remarked ? List.of("letters.lint.unseen") : List.of());
        assertThat(findings).noneMatch(Finding::blocks);
    }

    @Test
    void aScannedLetterIsRemarkedToo() {
        var scanned = pdf(true, "READABLE", " \n");
        assertThat(check(GOOD, sender(Authority.MAKE), List.of(receiver()), scanned))
                .containsExactly("letters.lint.unseen");
    }

    @ParameterizedTest(name = "To {0}, Cc {1}, envelope {2}: {3}")
    @DisplayName("C4 ข้อ 3(4.4): a mail handed in copies both central accounts, and nobody else")
    @CsvSource({
        "to, own other, to own other, ''",
        "to, other, to other, cc-missing",
        "to, own, to own, cc-missing",
        "to own other, '', to own other, cc-missing cc-missing",
        "to, own other far, to own other far, cc-other",
        "to, own other, to own other far, cc-other",
        "to, own other, to own, not-in-envelope",
        "to, own other, own other, not-in-envelope"
    })
    void aMailHandedInGoesToTheCentralAccountsToo(
            String to, String cc, String envelope, String found) {
        var addressing =
                new SendingRules.Addressing(addresses(to), addresses(cc), addresses(envelope));
        assertThat(
                        SendingRules.copiesCentralAccounts(
                                addressing, sender(Authority.MAKE), List.of(receiver())))
                .extracting(finding -> finding.key().replace("letters.lint.", ""))
                .containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" "));
    }

    private static List<String> addresses(String names) {
        return Stream.of(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name ->
                        switch (name) {
                            case "own" -> OWN.centralAddress();
                            case "other" -> OTHER.centralAddress();
                            default -> name + "@x.example";
                        })
                .toList();
    }

    @Test
    @DisplayName("C5 ข้อ 3(4.3.2): the sender has a name and a position")
    void theSenderHasNameAndPosition() {
        for (var nameAndPosition : List.of(List.of(" ", "ผู้ว่าฯ"), List.of("นายทดสอบ", ""))) {
            var nobody =
                    new AuthorisedPerson(
                            SIGNER,
                            OWN.id(),
                            OWN.name(),
                            nameAndPosition.getFirst(),
                            nameAndPosition.getLast(),
                            "governor@x.example",
                            "",
                            Set.of(Authority.MAKE));
            var sender =
                    new SendingRules.Sender(
                            OWN, Optional.of(nobody), CODES, SecrecyPolicy.ALL, DAY);
            assertThat(check(GOOD, sender, List.of(receiver()), READABLE))
                    .containsExactly("letters.lint.no-position");
        }
    }

    @Test
    void everyFindingCitesItsClause() {
        var bare =
                new Content(
                        SIGNER,
                        false,
                        Urgency.NORMAL,
                        "ลับ",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด");
        var sender =
                new SendingRules.Sender(
                        agency("ไร้", ""), Optional.empty(), CODES, SecrecyPolicy.ALL, DAY);
        var findings = SendingRules.findings(bare, sender, to(), List.of());
        assertThat(findings)
                .extracting(found ->
                        found.key()
                                + " "
                                + java.util.Objects.requireNonNull(found.citation()).clause())
                .containsExactly(
                        "letters.lint.secrecy ข้อ 1",
                        "letters.lint.sender ข้อ 3(4.1)",
                        "letters.lint.no-addressee ข้อ 3(4.2)",
                        "letters.lint.no-central ข้อ 3(4.4)",
                        "letters.lint.no-proposal ข้อ 3(4.3.1)",
                        "letters.lint.no-contact ข้อ 3(4.3.2)",
                        "letters.lint.no-owner-code เลขที่หนังสือออก",
                        "letters.lint.no-pdf ข้อ 3(5)",
                        "letters.lint.no-text ข้อ 3(5)",
                        "letters.lint.no-title ข้อ 3(5)");
        assertThat(new NotReady(findings).citation())
                .hasValueSatisfying(cited -> assertThat(cited.id()).isEqualTo("X1"));
    }

    @Test
    @DisplayName("X1 ข้อ 1, C10: only a secrecy class and a code of nobody keep paper back")
    void onlyASecrecyClassAndAForeignCodeKeepPaperBack() {
        var bare =
                new Content(
                        SIGNER,
                        false,
                        Urgency.NORMAL,
                        "ลับ",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด");
        assertThat(SendingRules.findings(bare, sender(Authority.MAKE), to(), List.of()))
                .hasSizeGreaterThan(3)
                .filteredOn(Finding::blocksPaper)
                .extracting(Finding::key)
                .containsExactly("letters.lint.secrecy", "letters.lint.no-owner-code");
        assertThat(new Finding(true, "without.a.clause", List.of(), null).blocksPaper()).isFalse();
    }

    private static List<String> check(
            Content content,
            SendingRules.Sender sender,
            List<SendingRules.Receiver> receivers,
            LetterFile... files) {
        return keys(
                SendingRules.findings(
                        content,
                        sender,
                        new SendingRules.Receivers(receivers, List.of()),
                        List.of(files)));
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(Finding::key).toList();
    }

    private static SendingRules.Receivers to(SendingRules.Receiver... receivers) {
        return new SendingRules.Receivers(List.of(receivers), List.of());
    }

    private static final SendingRules.InsideUnit OFFICE =
            new SendingRules.InsideUnit("กลุ่มงานอำนวยการ", true);

    private static List<String> checkInside(
            Content content, SendingRules.Sender sender, SendingRules.InsideUnit... units) {
        return keys(
                SendingRules.findings(
                        content,
                        sender,
                        new SendingRules.Receivers(List.of(), List.of(units)),
                        List.of()));
    }

    private static Content memo() {
        return Invitation.by(SIGNER).kind(LetterKind.INTERNAL).typeset();
    }

    @Test
    @DisplayName("I1 ข้อ 5(3): inside the agency every registered official signs, nobody else")
    void insideARegisteredOfficialSigns() {
        var plain = person(SIGNER, OWN);
        assertThat(checkInside(memo(), sender(Optional.of(plain)), OFFICE)).isEmpty();
        assertThat(checkInside(memo(), sender(Optional.empty()), OFFICE))
                .containsExactly("letters.lint.sender-inside");
        var other = Optional.of(person(UUID.randomUUID(), OWN));
        assertThat(checkInside(memo(), sender(other), OFFICE))
                .containsExactly("letters.lint.sender-inside");
        var unregistered =
                new AuthorisedPerson(
                        SIGNER, OWN.id(), OWN.name(), plain.name(), "นิติกร", " ", "", Set.of());
        assertThat(checkInside(memo(), sender(Optional.of(unregistered)), OFFICE))
                .as("no registered address")
                .containsExactly("letters.lint.sender-inside");
        var elsewhere = Optional.of(person(SIGNER, OTHER));
        assertThat(checkInside(memo(), sender(elsewhere), OFFICE))
                .containsExactly("letters.lint.sender-inside");
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.1): a letter that also leaves the agency is made by the authorised")
    void whatAlsoLeavesIsMadeByTheAuthorised() {
        var both = new SendingRules.Receivers(List.of(receiver()), List.of(OFFICE));
        var plain = sender(Optional.of(person(SIGNER, OWN)));
        assertThat(keys(SendingRules.findings(memo(), plain, both, List.of())))
                .contains("letters.lint.sender");
        assertThat(keys(SendingRules.findings(memo(), sender(Authority.MAKE), both, List.of())))
                .containsExactly("letters.lint.internal");
    }

    @Test
    @DisplayName("I7 ข้อ 5(5): PDF, text and title are asked of a letter inside by its own clause")
    void insideItsPartsAreAskedByTheirOwnClause() {
        var bare = Invitation.by(SIGNER).kind(LetterKind.INTERNAL).subject(" ").body("").brought();
        var inside = new SendingRules.Receivers(List.of(), List.of(OFFICE));
        var found = SendingRules.findings(bare, sender(Authority.MAKE), inside, List.of());
        assertThat(found)
                .filteredOn(finding ->
                        List.of(
                                        "letters.lint.no-pdf",
                                        "letters.lint.no-text",
                                        "letters.lint.no-title")
                                .contains(finding.key()))
                .hasSize(3)
                .allMatch(Finding::blocks)
                .extracting(Finding::citation)
                .extracting("id", "clause")
                .containsOnly(org.assertj.core.groups.Tuple.tuple("I7", "ข้อ 5(5)"));
        var outside =
                SendingRules.findings(bare, sender(Authority.MAKE), to(receiver()), List.of());
        assertThat(outside)
                .filteredOn(finding -> finding.key().equals("letters.lint.no-title"))
                .extracting(Finding::citation)
                .extracting("clause")
                .containsExactly("ข้อ 3(5)");
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.1): inside, too, a letter says what it proposes")
    void insideItProposesSomething() {
        var says = Invitation.by(SIGNER).kind(LetterKind.INTERNAL).proposing(" ").typeset();
        assertThat(checkInside(says, sender(Authority.MAKE), OFFICE))
                .containsExactly("letters.lint.no-proposal");
        assertThat(SendingRules.proposesSomethingInside(says).orElseThrow().citation())
                .extracting("id")
                .isEqualTo("I3");
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.2): inside, too, the sender has position and contact")
    void insideItSaysWhoSends() {
        var silent = Invitation.by(SIGNER).kind(LetterKind.INTERNAL).contact("").typeset();
        assertThat(checkInside(silent, sender(Authority.MAKE), OFFICE))
                .containsExactly("letters.lint.no-contact");
        var person = person(SIGNER, OWN);
        var nobody =
                new AuthorisedPerson(
                        SIGNER,
                        OWN.id(),
                        OWN.name(),
                        person.name(),
                        " ",
                        person.mail(),
                        "",
                        Set.of());
        assertThat(checkInside(memo(), sender(Optional.of(nobody)), OFFICE))
                .containsExactly("letters.lint.no-position");
    }

    @Test
    @DisplayName("C10 แบบหนังสือภายใน: a letter to own units on another form is asked about")
    void insideItIsAMemo() {
        var external = Invitation.by(SIGNER).kind(LetterKind.EXTERNAL).typeset();
        assertThat(checkInside(external, sender(Authority.MAKE), OFFICE))
                .containsExactly("letters.lint.memo-inside");
        assertThat(SendingRules.isAMemoInside(external, sender(Authority.MAKE)).orElseThrow())
                .extracting(Finding::blocks)
                .isEqualTo(false);
        var plain = sender(Optional.of(person(SIGNER, OWN)));
        assertThat(checkInside(external, plain, OFFICE)).containsExactly("letters.lint.only-memo");
        assertThat(SendingRules.isAMemoInside(external, plain).orElseThrow().blocks()).isTrue();
    }

    @Test
    void aClosedUnitTakesNoLetter() {
        var closed = new SendingRules.InsideUnit("กลุ่มงานเดิม", false);
        assertThat(checkInside(memo(), sender(Authority.MAKE), OFFICE, closed))
                .containsExactly("letters.lint.unit-closed");
        var both = new SendingRules.Receivers(List.of(receiver()), List.of(closed));
        assertThat(keys(SendingRules.findings(memo(), sender(Authority.MAKE), both, List.of())))
                .contains("letters.lint.unit-closed");
    }

    @Test
    @DisplayName("C10 แบบคำสั่ง: an order does not go to own units either")
    void anOrderGoesToNoUnit() {
        var order = Invitation.by(SIGNER).kind(LetterKind.ORDER).typeset();
        assertThat(checkInside(order, sender(Authority.MAKE), OFFICE))
                .containsExactly("letters.lint.to-nobody");
        assertThat(checkInside(order, sender(Authority.DIRECT), OFFICE))
                .containsExactly("letters.lint.sender", "letters.lint.to-nobody");
    }

    private static LetterFile pdf(boolean main, String verdict, String firstPage) {
        return new LetterFile(
                0, main, "แนบ.pdf", "application/pdf", "", 1, verdict, null, firstPage);
    }

    private static SendingRules.Sender sender(Authority authority) {
        return sender(Optional.of(person(SIGNER, OWN, authority)));
    }

    private static SendingRules.Sender sender(Optional<AuthorisedPerson> person) {
        return new SendingRules.Sender(OWN, person, CODES, SecrecyPolicy.ALL, DAY);
    }

    private static SendingRules.Receiver receiver() {
        return receiver(Authority.DIRECT);
    }

    private static SendingRules.Receiver receiver(Authority authority) {
        return new SendingRules.Receiver(
                "ผู้ว่าราชการจังหวัดทะเลหลวง",
                Optional.of(person(UUID.randomUUID(), OTHER, authority)),
                Optional.of(OTHER),
                Optional.of(new Exchange.Direct()));
    }

    private static AuthorisedPerson person(UUID id, Agency agency, Authority... authorities) {
        return new AuthorisedPerson(
                id,
                agency.id(),
                agency.name(),
                "นายทดสอบ ระบบดี",
                "ผู้ว่าราชการจังหวัด",
                "governor@" + agency.domain(),
                "",
                Set.of(authorities));
    }

    private static Agency agency(String name, String central) {
        return new Agency(
                UUID.randomUUID(),
                name,
                "",
                "ศม 0017",
                true,
                null,
                "x.example",
                central,
                "",
                "",
                true);
    }

    private static Content with(String code) {
        return with(code, GOOD.body());
    }

    private static Content with(String code, String body) {
        return new Content(
                SIGNER,
                false,
                GOOD.urgency(),
                "",
                code,
                GOOD.subject(),
                GOOD.salutation(),
                GOOD.proposal(),
                body,
                "",
                "",
                GOOD.contact(),
                "ขอแสดงความนับถือ",
                "สำนักงานจังหวัด");
    }

    private static Content without(String part) {
        return new Content(
                SIGNER,
                false,
                Urgency.SOON,
                "",
                "ศม 0017.2",
                part.equals("subject") ? "" : GOOD.subject(),
                GOOD.salutation(),
                part.equals("proposal") ? "  " : GOOD.proposal(),
                part.equals("body") ? "\n" : GOOD.body(),
                "",
                "",
                part.equals("contact") ? "" : GOOD.contact(),
                "ขอแสดงความนับถือ",
                "สำนักงานจังหวัด");
    }
}
