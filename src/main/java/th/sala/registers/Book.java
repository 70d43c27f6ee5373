package th.sala.registers;

import static th.sala.law.Instrument.SARABAN_26;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;

/// ทะเบียนรับ, ทะเบียนส่ง or a register of orders and the like: one series of numbers a calendar
/// year.
///
/// @param series what it counts; a receive register counts letters of all kinds
/// @param unit whose book it is; null for the agency's own
/// @param ownerCode begins each number of a letter sent; empty for other books
/// @param title in Thai, as it stands on the book
public record Book(
        UUID agency,
        UUID id,
        Direction direction,
        Series series,
        @Nullable UUID unit,
        String ownerCode,
        String title) {
    static final String RECEIVE_TITLE = "ทะเบียนรับ";

    public enum Direction {
        RECEIVE,
        SEND
    }

    /// What has numbers of its own.
    public enum Series {
        LETTERS("send", "ทะเบียนส่ง"),
        /// หนังสือเวียน, whose numbers are marked ว
        CIRCULARS("circulars", "ทะเบียนส่ง"),
        ORDERS("orders", "ทะเบียนคำสั่ง"),
        /// Counted to be found again: the number does not stand on an announcement.
        ANNOUNCEMENTS("announcements", "ทะเบียนประกาศ"),
        CERTIFICATES("certificates", "ทะเบียนหนังสือรับรอง");

        private final String key;

        /// In Thai, as it stands on the book.
        final String title;

        Series(String key, String title) {
            this.key = key;
            this.title = title;
        }

        /// The message with the book's name.
        String key() {
            return "registers.book." + key;
        }

        /// Of letters each owner code has a book, of others the agency has one.
        boolean isOfLetters() {
            return this == LETTERS || this == CIRCULARS;
        }
    }

    private static final int BUDDHIST_OFFSET = 543;

    /// What a letter's number begins with.
    String before() {
        if (isReceive() || !series.isOfLetters()) {
            return "";
        }
        return ownerCode + "/" + (isCircular() ? "ว " : "");
    }

    /// What stands behind the number: orders and the like say the year (พุทธศักราช), letters do
    /// not.
    ///
    /// @param year of the common era
    @Clause(id = "C10", of = SARABAN_26, value = "เลขที่คำสั่งและหนังสือรับรอง", grade = Grade.C)
    String after(int year) {
        return series.isOfLetters() ? "" : "/" + (year + BUDDHIST_OFFSET);
    }

    public boolean isCircular() {
        return series == Series.CIRCULARS;
    }

    /// The message with the book's name in the reader's language; its argument is [#of].
    public String key() {
        if (isReceive()) {
            return unit == null ? "registers.book.receive" : "registers.book.receive-of";
        }
        return series.key();
    }

    /// Whose book it is: a unit's name, or the owner code of a send register.
    public String of() {
        var isUnits = isReceive() && title.startsWith(RECEIVE_TITLE + " ");
        return isUnits ? title.substring(RECEIVE_TITLE.length() + 1) : ownerCode;
    }

    public boolean isReceive() {
        return direction == Direction.RECEIVE;
    }
}
