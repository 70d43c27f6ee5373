package th.sala.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.origin.DomainSignature.State;

class SignatureCheckTests {
    private static final SigningKey KEY = SigningKey.made("moi.example");
    private static final Instant NOW = Instant.now();
    private static final String MAIL =
            "From: =?utf-8?B?4LiZ?= <chief@moi.example>\r\nTo: saraban@a.example\r\nSubject:  two  blanks \r\n"
                    + "\tfolded\r\nMessage-ID: <1@moi.example>\r\nSala-Kind: letter\r\n\r\n"
                    + "เรียน  ท่าน \r\n\r\n.\r\n trailing \t \r\n\r\n\r\n";

    private final List<String> asked = new ArrayList<>();

    private static String signed(String mail) throws Exception {
        return signed(KEY, mail);
    }

    private static String signed(SigningKey key, String mail) throws Exception {
        var bytes = mail.getBytes(UTF_8);
        return key.sign(MailHeader.of(bytes), "sala-", body(bytes).open(), NOW) + mail;
    }

    private static SignatureCheck.Body body(byte[] mail) {
        var text = new String(mail, ISO_8859_1);
        var begin = text.indexOf("\r\n\r\n") + 4;
        return () -> new ByteArrayInputStream(Arrays.copyOfRange(mail, begin, mail.length));
    }

    private DomainSignature checked(String mail) throws Exception {
        return checked(mail, KEY.record(), NOW);
    }

    private DomainSignature checked(String mail, String record, Instant at) throws Exception {
        return checked(
                mail,
                (selector, domain) -> {
                    asked.add(selector + "/" + domain);
                    return List.of(record);
                },
                at);
    }

    private static DomainSignature checked(String mail, SignatureCheck.Keys keys, Instant at)
            throws Exception {
        var bytes = mail.getBytes(UTF_8);
        return new SignatureCheck(keys, at).best(MailHeader.of(bytes), body(bytes), "moi.example");
    }

    private static void checkedByAnother(String mail) throws Exception {
        new DKIMVerifier((_, _, _) -> List.of(KEY.record()))
                .verify(new ByteArrayInputStream(mail.getBytes(UTF_8)));
    }

    private static List<String> tampered() throws Exception {
        var mail = signed(MAIL);
        return List.of(
                mail.replace("trailing", "Trailing"),
                mail + "more\r\n",
                mail.replace("two  blanks", "three blanks"),
                mail.replace("chief@moi.example", "head@moi.example"),
                mail.replace("Sala-Kind: letter", "Sala-Kind: answer"),
                "From: thief@else.example\r\n" + mail,
                mail.replace("\r\nTo: saraban", "\r\nFrom: thief@else.example\r\nTo: saraban"),
                "Subject: another\r\n" + mail,
                "Reply-To: thief@else.example\r\n" + mail,
                "Sala-Kind: answer\r\n" + mail,
                "Content-Type: text/html\r\n" + mail);
    }

    @Test
    void othersUnderstandOurSignatures() throws Exception {
        checkedByAnother(signed(MAIL));
        assertThat(checked(signed(MAIL))).isEqualTo(new DomainSignature(State.GOOD, "moi.example"));
        assertThat(checked(signed("From: a@moi.example\r\n\r\n")).isGood()).isTrue();
        // RFC 6376 3.4.4 says what the hash of no body is; not all others know
        assertThat(signed("From: a@moi.example\r\n\r\n"))
                .contains("bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;");
        assertThat(signed(MAIL)).isEqualTo(signed(MAIL));
        assertThat(signed(MAIL).lines()).allMatch(line -> line.length() < 200);
    }

    @Test
    void noticesWhatWasTamperedWithAndSoDoOthers() throws Exception {
        for (var mail : tampered()) {
            assertThat(checked(mail).state()).as(mail).isEqualTo(State.BROKEN);
            assertThatThrownBy(() -> checkedByAnother(mail)).isInstanceOf(FailException.class);
        }
    }

    /// Signers who do not name a field once more than it is there leave room for another on top,
    /// which is the one that people see.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: another",
                "Content-Type: text/html",
                "Date: x",
                "To: x@y.example",
                "In-Reply-To: <x@y>"
            })
    void speaksForNoFieldThatWasAdded(String added) throws Exception {
        var template =
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=moi.example; s=x; h=from:to:subject:date:content-type:in-reply-to; bh=; b=;";
        var own = added.substring(0, added.indexOf(':') + 1);
        var plain = MAIL.contains(own) ? MAIL : own + " first\r\n" + MAIL;
        var key = DKIMSigner.getPrivateKey(KEY.privateKey());
        var field =
                new DKIMSigner(template, key).sign(new ByteArrayInputStream(plain.getBytes(UTF_8)));
        assertThat(checked(field + "\r\n" + plain).isGood()).isTrue();
        assertThat(checked(added + "\r\n" + field + "\r\n" + plain).state())
                .isEqualTo(State.BROKEN);
    }

    @Test
    void speaksForNoSubjectThatItIsNotOver() throws Exception {
        var template =
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=moi.example; s=x; h=from:to; bh=; b=;";
        var key = DKIMSigner.getPrivateKey(KEY.privateKey());
        var field =
                new DKIMSigner(template, key).sign(new ByteArrayInputStream(MAIL.getBytes(UTF_8)));
        assertThat(checked(field + "\r\n" + MAIL).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void doesNotMindWhatServersWrite() throws Exception {
        var mail = signed(MAIL);
        assertThat(checked("Received: by far\r\nX-Spam: no\r\n" + mail).isGood()).isTrue();
        assertThat(checked(mail.replace("trailing \t ", "trailing")).isGood()).isTrue();
        assertThat(checked(mail.replace("Subject:  two", "SUBJECT: two")).isGood()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relaxed/relaxed",
                "relaxed/simple",
                "simple/relaxed",
                "simple/simple",
                "simple",
                "relaxed"
            })
    void understandsOthersSignatures(String way) throws Exception {
        var template =
                "v=1; a=rsa-sha256; c="
                        + way
                        + "; d=moi.example; s=x; h=from:to:subject:from; bh=; b=;";
        var key = DKIMSigner.getPrivateKey(KEY.privateKey());
        var field =
                new DKIMSigner(template, key).sign(new ByteArrayInputStream(MAIL.getBytes(UTF_8)));

        assertThat(checked(field + "\r\n" + MAIL).isGood()).isTrue();
        assertThat(checked(field + "\r\n" + MAIL.replace("trailing", "x")).state())
                .isEqualTo(State.BROKEN);
    }

    /// RFC 8463, appendix A.3.
    @Test
    void understandsEd25519() throws Exception {
        var mail =
                """
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
                 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
                From: Joe SixPack <joe@football.example.com>
                To: Suzie Q <suzie@shopping.example.net>
                Subject: Is dinner ready?
                Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                Message-ID: <20030712040037.46341.5F8J@football.example.com>

                Hi.

                We lost the game.  Are you hungry yet?

                Joe.
                """
                        .replace("\n", "\r\n");
        var record = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

        assertThat(checked(mail, record, NOW).isGood()).isTrue();
        assertThat(checked(mail.replace("hungry", "angry"), record, NOW).state())
                .isEqualTo(State.BROKEN);
    }

    private static String with(String tag) throws Exception {
        return signed(MAIL).replaceFirst("v=1;", "v=1; " + tag + ";");
    }

    @Test
    void doesNotBelieveWhatIsSignedInPart() throws Exception {
        assertThat(checked(with("l=10")).state()).isEqualTo(State.PART);
        assertThat(asked).isEmpty();
    }

    @Test
    void doesNotBelieveWhatHasExpired() throws Exception {
        var past = NOW.minus(Duration.ofDays(1)).getEpochSecond();
        assertThat(checked(with("x=" + past)).state()).isEqualTo(State.EXPIRED);
        assertThat(asked).isEmpty();
    }

    @Test
    void allowsForClocksThatAreAheadButNotForTheFuture() throws Exception {
        var mail = signed(MAIL);
        assertThat(checked(mail, KEY.record(), NOW.minusSeconds(60)).isGood()).isTrue();
        assertThat(checked(mail, KEY.record(), NOW.minusSeconds(3600)).state())
                .isEqualTo(State.UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=DKIM1; k=rsa; p=",
                "v=DKIM1; k=rsa; p=AAAA",
                "v=DKIM1; k=rsa; p=ไม่ใช่",
                "v=DKIM2; k=rsa; p=KEY",
                "k=rsa; p=KEY; v=DKIM1",
                "v=DKIM1; k=dsa; p=KEY",
                "v=DKIM1; h=sha1; p=KEY",
                "v=DKIM1; s=other; p=KEY",
                "v=DKIM1; t=y; p=KEY",
                "v=DKIM1; p=KEY; p=KEY",
                "= ; ;;; p",
                "<html>not found</html>"
            })
    void findsNoKeyInGarbage(String record) throws Exception {
        assertThat(checked(signed(MAIL), record.replace("KEY", KEY.publicKey()), NOW).state())
                .isEqualTo(State.NO_KEY);
    }

    @Test
    void findsNoKeyInWhatIsTooWeakOrTooHeavy() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(768);
        var pair = generator.generateKeyPair();
        var weak =
                new SigningKey(
                        "moi.example",
                        "x",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        assertThat(checked(signed(weak, MAIL), weak.record(), NOW).state()).isEqualTo(State.NO_KEY);
        assertThat(checked(signed(MAIL), "v=DKIM1; p=" + "A".repeat(7_000), NOW).state())
                .isEqualTo(State.NO_KEY);
    }

    @Test
    void takesAnotherDomainsKeyForNothing() throws Exception {
        var other = SigningKey.made("moi.example");
        assertThat(checked(signed(other, MAIL)).state()).isEqualTo(State.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1; a=rsa-sha1; d=moi.example; s=x; h=from; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=x; h=to; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=x; h=from; i=@else.example; bh=; b=",
                "v=2; a=rsa-sha256; d=moi.example; s=x; h=from; bh=; b=",
                "v=1; a=rsa-sha256; d=moi example; s=x; h=from; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=../x y; h=from; bh=; b=",
                "v=1; a=rsa-sha256; c=odd/odd; d=moi.example; s=x; h=from; bh=; b=",
                "v=1; v=1; a=rsa-sha256; d=moi.example; s=x; h=from; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=x; h=from; q=smoke; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=x; h=from; t=soon; bh=; b=",
                "v=1; a=rsa-sha256; d=moi.example; s=x; h=from; x=99999999999999999999; bh=; b=",
                "garbage",
                ""
            })
    void asksNobodyAboutWhatIsNoSignature(String value) throws Exception {
        assertThat(checked("DKIM-Signature: " + value + "\r\n" + MAIL).state())
                .isEqualTo(State.UNUSABLE);
        assertThat(asked).isEmpty();
    }

    @Test
    void looksAtAFewOfManySignatures() throws Exception {
        var one =
                "DKIM-Signature: v=1; a=rsa-sha256; d=D; s=x; h=from:subject; bh=AAAA; b=AAAA\r\n";
        var elsewhere = one.replace("D;", "else.example;").repeat(1000);
        assertThat(checked(elsewhere + MAIL).state()).isEqualTo(State.BROKEN);
        assertThat(asked).hasSize(5);

        asked.clear();
        // those that speak for the sender come first, wherever they stand
        assertThat(checked(elsewhere + signed(MAIL)).isGood()).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void readsManyFieldsInBoundedTime() throws Exception {
        var names = "a:".repeat(3_500) + "from";
        var field = "DKIM-Signature: v=1; a=rsa-sha256; d=moi.example; s=x; bh=AAAA; b=AAAA; h=";
        var begun = System.nanoTime();

        checked((field + names + "\r\n").repeat(5) + "a:\r\n".repeat(100_000) + MAIL);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void readsLongSignaturesInBoundedTime() throws Exception {
        var mail = "DKIM-Signature: v=1; b=" + "A".repeat(200_000) + "\r\n" + MAIL;
        assertThat(checked(mail).state()).isEqualTo(State.UNUSABLE);
    }

    @Test
    void saysWhenTheKeyCouldNotBeAskedFor() throws Exception {
        try (var names = new TestNames()) {
            names.isSilentOf(KEY.selector() + "._domainkey.moi.example");
            var questions =
                    names.service(Duration.ofMillis(200)).questions(9, Duration.ofSeconds(1));
            SignatureCheck.Keys keys =
                    (selector, domain) -> questions.texts(selector + "._domainkey." + domain);
            assertThat(checked(signed(MAIL), keys, NOW).state()).isEqualTo(State.UNANSWERED);

            names.forget(KEY.selector() + "._domainkey.moi.example");
            names.knows(KEY.selector() + "._domainkey.moi.example", "TXT", KEY.record());
            var again = names.questions();
            assertThat(
                            checked(
                                            signed(MAIL),
                                            (selector, domain) ->
                                                    again.texts(selector + "._domainkey." + domain),
                                            NOW)
                                    .isGood())
                    .isTrue();
        }
    }

    @Test
    void saysWhenThereIsNone() throws Exception {
        assertThat(checked(MAIL)).isEqualTo(DomainSignature.NONE);
    }

    @Test
    void prefersTheSignatureThatSpeaksForTheSender() throws Exception {
        var other = SigningKey.made("list.example");
        var mail = signed(other, signed(MAIL));
        SignatureCheck.Keys keys =
                (selector, _) -> List.of((selector.equals(KEY.selector()) ? KEY : other).record());

        assertThat(checked(mail, keys, NOW).domain()).isEqualTo("moi.example");
        assertThat(checked(mail.replace("From: =?", "From: x =?"), keys, NOW).isGood()).isFalse();
    }

    /// Else whoever adds a signature of their own hides that the author's may still be good.
    @Test
    void hidesNoUnansweredSignatureOfTheSenderBehindAGoodOneOfOthers() throws Exception {
        var other = SigningKey.made("list.example");
        var mail = signed(other, signed(MAIL));
        SignatureCheck.Keys keys =
                (selector, _) -> {
                    if (selector.equals(KEY.selector())) {
                        throw new Unanswered("silent");
                    }
                    return List.of(other.record());
                };

        assertThat(checked(mail, keys, NOW))
                .isEqualTo(new DomainSignature(State.UNANSWERED, "moi.example"));
    }
}
