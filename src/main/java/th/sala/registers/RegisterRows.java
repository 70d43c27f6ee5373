package th.sala.registers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import th.sala.files.Rows;
import th.sala.thai.Display;

/// A register's lines as a table: the columns of the form as its reader sees them, then number,
/// dates and state as a program reads them.
final class RegisterRows {
    /// Lines read at a time.
    static final int PIECE = 500;

    private final Rows rows;
    private final MessageSource messages;
    private final Locale locale;
    private final Display show;

    RegisterRows(Rows rows, MessageSource messages, Locale locale, Display show) {
        this.rows = rows;
        this.messages = messages;
        this.locale = locale;
        this.show = show;
    }

    void heading(Book book) throws IOException {
        var number = book.isReceive() ? "registers.column.received" : "registers.column.sent";
        rows.line(
                texts(
                        "registers.column.date",
                        number,
                        "registers.column.letter-number",
                        "registers.column.letter-date",
                        "registers.column.sender",
                        "registers.column.receiver",
                        "registers.column.subject",
                        "registers.column.action",
                        "registers.column.remark",
                        "registers.column.state",
                        "registers.column.raw-year",
                        "registers.column.raw-number",
                        "registers.column.raw-date",
                        "registers.column.raw-letter-date"));
    }

    void line(Entry entry) throws IOException {
        var letterDate = entry.letterDate();
        rows.line(
                List.of(
                        show.shortDate(entry.day()),
                        show.number(entry.number()),
                        show.text(entry.letterNumber()),
                        show.shortDate(letterDate),
                        entry.sender(),
                        entry.receiver(),
                        entry.subject(),
                        entry.action(),
                        entry.remark(),
                        text("registers.state." + entry.kind()),
                        entry.year(),
                        entry.number(),
                        entry.day(),
                        letterDate == null ? "" : letterDate));
    }

    private List<String> texts(String... keys) {
        return Arrays.stream(keys).map(this::text).toList();
    }

    private String text(String key) {
        return messages.getMessage(key, null, locale);
    }
}
