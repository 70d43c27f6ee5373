package th.sala.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/// What a letter says, as letters out and templates keep it in columns of the same names.
final class ContentRows {
    private static final JsonMapper JSON = new JsonMapper();

    private ContentRows() {}

    /// All but the signer.
    static StatementSpec params(StatementSpec statement, Content content) {
        return statement
                .param("kind", content.kind().name())
                .param("circular", content.circular())
                .param("urgency", content.urgency().name())
                .param("secrecy", content.secrecy())
                .param("ownerCode", content.ownerCode())
                .param("subject", content.subject())
                .param("salutation", content.salutation())
                .param("proposal", content.proposal())
                .param("body", content.body())
                .param("citations", content.citations())
                .param("enclosures", content.enclosures())
                .param("contact", content.contact())
                .param("closing", content.closing())
                .param("ownerUnit", content.ownerUnit())
                .param("typeset", content.typeset())
                .param("meeting", meeting(content.meeting()), Types.OTHER);
    }

    private static @Nullable String meeting(Meeting meeting) {
        return meeting.isEmpty() ? null : JSON.writeValueAsString(meeting);
    }

    private static Meeting meeting(@Nullable String kept) {
        return kept == null ? Meeting.NONE : JSON.readValue(kept, Meeting.class);
    }

    static Content read(ResultSet row, UUID signer) throws SQLException {
        return new Content(
                LetterKind.valueOf(row.getString("kind")),
                signer,
                row.getBoolean("circular"),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("secrecy"),
                row.getString("owner_code"),
                row.getString("subject"),
                row.getString("salutation"),
                row.getString("proposal"),
                row.getString("body"),
                row.getString("citations"),
                row.getString("enclosures"),
                row.getString("contact"),
                row.getString("closing"),
                row.getString("owner_unit"),
                row.getBoolean("typeset"),
                meeting(row.getString("meeting")));
    }
}
