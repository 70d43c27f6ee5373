package th.sala.tasks;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// การสั่งการ: what a unit is asked to do.
///
/// @param direction in the words of who asks; may be empty
/// @param due the last day; null if there is none
public record Order(Purpose purpose, String direction, @Nullable LocalDate due) {
    /// The most characters of a direction, and of an outcome.
    public static final int LONGEST = 4000;

    public Order {
        direction = ThaiText.normaliseLines(direction).strip();
    }

    /// What for.
    public enum Purpose {
        /// เพื่อดำเนินการ
        ACT,
        /// เพื่อตอบหนังสือภายในกำหนด
        ANSWER,
        /// เพื่อทราบ: nothing waits for it.
        KNOW;

        /// Whether there is something to finish.
        public boolean isWork() {
            return this != KNOW;
        }

        public String key() {
            return "tasks.purpose." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Refusal: a direction or an outcome of more characters than [#LONGEST].
    public static final class TooLong extends Refusal {
        TooLong() {
            super("tasks.refused.too-long", LONGEST);
        }
    }

    /// Refusal: an answer is asked for without a day.
    public static final class NoDay extends Refusal {
        NoDay() {
            super("tasks.refused.no-day");
        }
    }

    /// Refusal: the day is over already.
    public static final class DayOver extends Refusal {
        DayOver() {
            super("tasks.refused.day-over");
        }
    }

    /// @throws TooLong if it is
    static String notTooLong(String text) {
        if (text.length() > LONGEST) {
            throw new TooLong();
        }
        return text;
    }

    /// Only to know has no day.
    ///
    /// @throws TooLong if the direction is
    /// @throws NoDay if an answer is asked for without one
    /// @throws DayOver if it is before today
    Order checked(LocalDate today) {
        notTooLong(direction);
        if (!purpose.isWork()) {
            return new Order(purpose, direction, null);
        } else if (due == null && purpose == Purpose.ANSWER) {
            throw new NoDay();
        } else if (due != null && due.isBefore(today)) {
            throw new DayOver();
        }
        return this;
    }
}
