package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTests {
    private static final String CHIEF = "chief@a.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "553 5.7.1 <chief@a.example>: Sender address rejected: not owned by user saraban@a.example",
                "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                "554 5.2.252 SendAsDenied; saraban@a.example not allowed to send as chief@a.example",
                "550 Sender verify failed",
                "550 5.7.1 <chief@a.example> you may not use this address"
            })
    void knowsThatTheSenderIsRefused(String words) {
        assertThat(Submission.isAboutSender(words, CHIEF)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <head@far.example>: Recipient address rejected: User unknown",
                "554 5.7.1 <head@far.example>: Relay access denied",
                "552 5.3.4 Message size exceeds fixed limit",
                "550 5.7.1 Message rejected as spam"
            })
    void takesNoOtherRefusalForIt(String words) {
        assertThat(Submission.isAboutSender(words, CHIEF)).isFalse();
    }
}
