package th.sala.mail;

import java.util.List;

/// Reports of delivery as others write them: `mail/reports.tsv`.
final class Reports {
    /// @param action empty if it is no report of delivery
    record Form(String name, String special, String action, String status, String reason) {
        @Override
        public String toString() {
            return name + ": " + special;
        }

        String about(String recipient, String messageId) {
            return Corpus.resource("reports/" + name + ".eml")
                    .replace("RECIPIENT", recipient)
                    .replace("MESSAGE", messageId)
                    .replace("\n", "\r\n");
        }
    }

    static List<Form> all() {
        return Corpus.rows("reports.tsv").stream()
                .map(row -> new Form(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    private Reports() {}

    static final String FAILED = failed("nobody@b.example", "<letter-1@a.example>");

    static String failed(String recipient, String messageId) {
        return """
        From: MAILER-DAEMON@b.example (Mail Delivery System)
        To: saraban@a.example
        Subject: Undelivered Mail Returned to Sender
        Date: Fri, 20 Nov 2026 12:00:01 +0700 (+07)
        Auto-Submitted: auto-replied
        Message-Id: <20261120050001.1A2B3C@b.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="1A2B3C.1795150801/b.example"

        This is a MIME-encapsulated message.

        --1A2B3C.1795150801/b.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host b.example.

        I'm sorry to have to inform you that your message could not be delivered.

        --1A2B3C.1795150801/b.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; b.example
        X-Postfix-Queue-ID: 1A2B3C
        X-Postfix-Sender: rfc822; saraban@a.example
        Arrival-Date: Fri, 20 Nov 2026 12:00:00 +0700 (+07)

        Final-Recipient: rfc822; RECIPIENT
        Original-Recipient: rfc822;RECIPIENT
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mx.b.example
        Diagnostic-Code: smtp; 550 5.1.1 <RECIPIENT>: Recipient address rejected:
            User unknown in virtual mailbox table

        --1A2B3C.1795150801/b.example
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        Return-Path: <saraban@a.example>
        Date: Fri, 20 Nov 2026 11:59:59 +0700
        From: =?UTF-8?B?4Liq4Lih4LiK4Liy4Lii?= <chief@a.example>
        To: RECIPIENT
        Message-ID: MESSAGE

        --1A2B3C.1795150801/b.example--
        """
                .replace("RECIPIENT", recipient)
                .replace("MESSAGE", messageId)
                .replace("\n", "\r\n");
    }

    static final String DELIVERED =
            """
            From: MAILER-DAEMON@b.example (Mail Delivery System)
            Subject: Successful Mail Delivery Report
            To: saraban@a.example
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message was successfully delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; b.example

            Final-Recipient: rfc822; chief@b.example
            Action: delivered
            Status: 2.0.0
            Diagnostic-Code: smtp; 250 2.0.0 Saved

            Final-Recipient: rfc822; saraban@b.example
            Action: relayed
            Status: 2.0.0

            --b
            Content-Type: message/rfc822

            From: chief@a.example
            Message-ID: <letter-1@a.example>

            text
            --b--
            """
                    .replace("\n", "\r\n");
}
