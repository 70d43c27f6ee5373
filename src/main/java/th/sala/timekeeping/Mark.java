package th.sala.timekeeping;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import th.sala.law.Clause;

/// A time that was marked, as it was marked: never changed, never taken away.
///
/// @param at by the server's clock, or the recorder's
/// @param place the network or the recorder by its name, or the place that was declared; may be
///   empty
record Mark(UUID id, UUID official, Instant at, Sense sense, Way way, String place) {
    /// Marks of one person and sense that lie closer together are one: a button was pressed twice.
    static final Duration SAME = Duration.ofMinutes(1);

    /// มาหรือกลับ
    enum Sense {
        ARRIVAL,
        DEPARTURE,
        /// A recorder that does not ask: the first of a day is an arrival, the last a departure.
        EITHER
    }

    /// วิธีลงเวลา: all of them leave day and time where they can be checked.
    @Clause(id = "L18", of = LEAVE_55, value = "ข้อ 11 วรรคสอง")
    enum Way {
        /// In a network of the office.
        OFFICE,
        /// From wherever, in an agency that does not say which networks are its own.
        ANYWHERE,
        /// Outside, by an order to work there on that day.
        OUTSIDE,
        /// เครื่องบันทึกเวลา
        RECORDER;

        public String key() {
            return "timekeeping.way." + name().toLowerCase(Locale.ROOT);
        }
    }
}
