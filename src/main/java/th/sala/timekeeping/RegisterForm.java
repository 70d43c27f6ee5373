package th.sala.timekeeping;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.thai.Display;

/// บัญชีลงเวลาการปฏิบัติราชการ as text, for paper and for spreadsheets.
final class RegisterForm {
    /// The columns of the form, in their order. Where the form has signatures stands how the time
    /// was taken down.
    enum Column {
        NUMBER(6),
        NAME(26),
        ARRIVED(15),
        ARRIVAL(10),
        LEFT(15),
        DEPARTURE(10),
        REMARK(22);

        /// Of the page's width.
        final double share;

        Column(double share) {
            this.share = share;
        }

        String key() {
            return switch (this) {
                case NUMBER -> "timekeeping.column.number";
                case NAME -> "timekeeping.column.name";
                case ARRIVED, LEFT -> "timekeeping.column.signature";
                case ARRIVAL -> "timekeeping.arrival";
                case DEPARTURE -> "timekeeping.departure";
                case REMARK -> "timekeeping.remark";
            };
        }
    }

    private final MessageSource messages;
    private final Locale locale;
    private final Display show;

    RegisterForm(MessageSource messages, Locale locale, Display show) {
        this.messages = messages;
        this.locale = locale;
        this.show = show;
    }

    /// The form is annexed to the regulation and was not before us.
    @Clause(id = "L18", of = LEAVE_55, value = "แบบบัญชีลงเวลาการปฏิบัติราชการ", grade = Grade.C)
    static List<Column> columns() {
        return List.of(Column.values());
    }

    List<String> heading() {
        return columns().stream().map(column -> text(column.key())).toList();
    }

    /// @param number from 1
    List<String> line(int number, String name, WorkDay day) {
        return columns().stream()
                .map(column ->
                        switch (column) {
                            case NUMBER -> show.number(number);
                            case NAME -> name;
                            case ARRIVED -> how(day.arrival());
                            case ARRIVAL -> when(day.arrival());
                            case LEFT -> how(day.departure());
                            case DEPARTURE -> when(day.departure());
                            case REMARK -> remark(day);
                        })
                .toList();
    }

    private String when(WorkDay.@Nullable Moment moment) {
        return moment == null ? "" : show.time(moment.time());
    }

    private String how(WorkDay.@Nullable Moment moment) {
        if (moment == null) {
            return "";
        }
        var way = moment.way();
        var how = text(way == null ? "timekeeping.way.corrected" : way.key());
        return moment.place().isEmpty() ? how : how + " " + moment.place();
    }

    /// Why somebody is not there, and what is not as it should be; empty where all is.
    String remark(WorkDay day) {
        var remarks = new ArrayList<String>();
        if (!day.isPresent() && !(day.standing() instanceof WorkDay.Standing.Excused)) {
            remarks.add(text(day.key()));
        }
        for (var excuse : day.excuses()) {
            var part = excuse.part();
            var name = text(excuse.key());
            remarks.add(part == Part.WHOLE ? name : name + " (" + text(part.key()) + ")");
        }
        if (day.late() > 0) {
            remarks.add(text("timekeeping.late", show.number(day.late())));
        }
        if (day.early() > 0) {
            remarks.add(text("timekeeping.early", show.number(day.early())));
        }
        if (day.lacksArrival()) {
            remarks.add(text("timekeeping.lacks-arrival"));
        }
        if (day.lacksDeparture()) {
            remarks.add(text("timekeeping.lacks-departure"));
        }
        if (day.isOutside()) {
            remarks.add(text("timekeeping.outside"));
        }
        return String.join(" ", remarks);
    }

    String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
