package th.sala.notices;

import java.time.LocalDate;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Codes counted in the database, by account and by address: an address is nobody's of ours before
/// its code was typed, so accounts of all agencies together may bother it only so much.
@Repository
class SentCodes {
    private final JdbcClient db;

    SentCodes(JdbcClient db) {
        this.db = db;
    }

    /// With one code more, as if the current transaction had sent it.
    ///
    /// @return how many it is for the account on the day
    int forAccount(UUID account, LocalDate day) {
        return counted("account\n" + account, day);
    }

    /// As [#forAccount]. What follows a `+` names no other mailbox.
    int toAddress(String address, LocalDate day) {
        return counted("address\n" + address.replaceFirst("\\+[^@]*@", "@"), day);
    }

    private static final String COUNT =
            """
            INSERT INTO notices.sent_codes (subject, day, codes) VALUES (:subject, :day, 1)
            ON CONFLICT (subject, day) DO UPDATE SET codes = sent_codes.codes + 1
            RETURNING codes
            """;

    private int counted(String subject, LocalDate day) {
        return db.sql(COUNT)
                .param("subject", DigestUtils.sha256(subject))
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    private static final String FORGET = "DELETE FROM notices.sent_codes WHERE day < :day";

    void forgetBefore(LocalDate day) {
        db.sql(FORGET).param("day", day).update();
    }
}
