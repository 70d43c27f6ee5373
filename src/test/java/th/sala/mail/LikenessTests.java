package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTests {
    private static final String MAIL =
            """
            From: chief@a.example
            To: head@b.example
            Subject: one
             line more
            Sala-Act: letter
            Content-Type: text/plain

            From: no field
            body
            """;

    private static boolean isOne(String other) {
        return Arrays.equals(said(MAIL), said(other));
    }

    private static byte[] said(String mail) {
        try {
            return Likeness.said(new ByteArrayInputStream(bytes(mail)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <x@a.example>\nDelivered-To: y@b.example\n",
                "Received: from x\n\tby y\n for <z@b.example>\n",
                "DKIM-Signature: v=1\n",
                ""
            })
    void seesThroughWhatServersWrite(String added) {
        assertThat(isOne(added + MAIL)).isTrue();
        assertThat(isOne(MAIL.replace("Sala-Act", added + "Sala-Act"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: other@a.example\n",
                "to: other@a.example\n",
                "SALA-Number: 7\n",
                "Content-Type: text/html\n",
                "Cc: more@a.example\n"
            })
    void seesEveryWordOfTheSenders(String added) {
        assertThat(isOne(added + MAIL)).isFalse();
        assertThat(isOne(MAIL.replace("Content-Type", added + "Content-Type"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"line more", "body", "no field", "one\n"})
    void seesEveryChange(String word) {
        assertThat(isOne(MAIL.replace(word, "x" + word))).isFalse();
        assertThat(isOne(MAIL.replace(word, ""))).isFalse();
    }
}
