package th.sala.letters;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import th.sala.database.AgencyScope;
import th.sala.registers.Registers;

/// The lists' part of `./sala bench find`: the first, a middle and the last page.
public final class ListBench {
    private static final int ROWS = 51;
    private static final int TIMES = 200;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private ListBench() {}

    /// Letters in, dealt with, and a book with as many lines, a letter a minute.
    public static String[] fill(UUID agency, int letters) {
        var insertLetters =
                """
                INSERT INTO letters.incoming (agency_id, id, channel, stage, sender_agency, receiver, letter_number, subject,
                       urgency, arrived_at, deemed_at, registered_at)
                SELECT '%s', gen_random_uuid(), 'COUNTER', 'REGISTERED', 'กรมทดสอบ', 'ผู้ว่าราชการจังหวัด', 'ทส 0101/' || n,
                       'เรื่องทดสอบรายการหนังสือ ' || n, 'NORMAL', at, at, at
                  FROM generate_series(1, %d) AS n, LATERAL (SELECT now() - n * interval '1 minute') AS t (at)
                """
                        .formatted(agency, letters);
        var insertBook =
                """
                INSERT INTO registers.book (agency_id, id, direction, owner_code, title)
                VALUES ('%1$s', '%1$s', 'RECEIVE', '', 'ทะเบียนรับ')
                """
                        .formatted(agency);
        var insertLines =
                """
                INSERT INTO registers.entry (agency_id, book_id, year, number, kind, letter_id, entered_at, entered_by, subject)
                SELECT agency_id, agency_id, extract(year FROM arrived_at), row_number() OVER (ORDER BY arrived_at), 'USED', id,
                       arrived_at, 'ทดสอบ', subject
                  FROM letters.incoming
                """;
        return new String[] {insertLetters, insertBook, insertLines};
    }

    public static void measure(ConfigurableApplicationContext sala, UUID agency, int letters) {
        var desk = sala.getBean(IncomingDesk.class);
        var registers = sala.getBean(Registers.class);
        var book = AgencyScope.within(agency, () -> registers.books(agency)).getFirst();
        var now = Instant.now();
        System.out.printf(
                "%nlists of %,d, a page of %d, milliseconds %9s %9s%n",
                letters, ROWS - 1, "p50", "p95");
        for (var place : List.of(0, 50, 100)) {
            var before = now.minusSeconds((long) (letters - 2L * ROWS) * 60 * place / 100);
            print(
                    "letters in, at " + place + " %",
                    agency,
                    () -> desk.done(agency, before, LAST, ROWS));
        }
        var newest =
                AgencyScope.within(
                        agency, () -> registers.page(book, everything(), null, 1).getFirst());
        for (var place : List.of(0, 50, 100)) {
            var from = (int) (newest.number() - (letters - 2L * ROWS) * place / 100);
            var entered = now.minusSeconds((long) (letters - (long) from) * 60);
            var year = entered.atZone(th.sala.Sala.BANGKOK).getYear();
            var position = new Registers.Position(year, from);
            print(
                    "register, at " + place + " %",
                    agency,
                    () -> registers.page(book, everything(), position, ROWS));
        }
    }

    private static Registers.Period everything() {
        return new Registers.Period(
                java.time.LocalDate.of(2000, 1, 1), java.time.LocalDate.of(2099, 12, 31));
    }

    private static void print(String what, UUID agency, Supplier<List<?>> list) {
        var times = new double[TIMES];
        int rows = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < TIMES; i++) {
                var begun = System.nanoTime();
                rows = AgencyScope.<List<?>>within(agency, list::get).size();
                times[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                "  %-30s %9.1f %9.1f  (%d rows)%n",
                what, times[TIMES / 2], times[TIMES * 95 / 100], rows);
    }
}
