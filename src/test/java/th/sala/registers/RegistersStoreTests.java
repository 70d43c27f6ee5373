package th.sala.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.evidence.Somebody;

@SalaTest
class RegistersStoreTests {
    private static final Instant NEW_YEAR_2570 = Instant.parse("2026-12-31T17:00:00Z");
    private static final Registers.Period ALWAYS =
            new Registers.Period(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1));

    @Autowired Books books;
    @Autowired Entries entries;
    @Autowired LineSearch lines;
    @Autowired th.sala.evidence.Evidence evidence;
    @Autowired PlatformTransactionManager transactions;

    private final UUID agency = UUID.randomUUID();

    @Test
    void manyAtOnceTakeEveryNumberOnceAndLeaveNoGap() throws Exception {
        var registers = at(NEW_YEAR_2570);
        var book = inScope(() -> registers.receiving(agency));
        var random = new Random(7);
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 300; i++) {
            var fails = random.nextInt(4) == 0;
            works.add(() -> takeOrFail(registers, book, fails));
        }
        var numbers = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> taken : threads.invokeAll(works)) {
                if (taken.get() > 0) {
                    numbers.add(taken.get());
                }
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(new HashSet<>(numbers)).hasSizeBetween(200, 260);
    }

    private int takeOrFail(Registers registers, Book book, boolean fails) {
        try {
            return inScope(() -> {
                var number = registers.take(book, line(), by("ผู้ทดสอบ")).number();
                if (fails) {
                    throw new IllegalStateException("something later in the act");
                }
                return number;
            });
        } catch (IllegalStateException undone) {
            return 0;
        }
    }

    @Test
    @DisplayName("X4 เลขทะเบียน: a new calendar year counts from 1, from midnight in Bangkok")
    void countsAgainFromOneAtMidnightInBangkok() {
        var before = at(NEW_YEAR_2570.minusMillis(1));
        var after = at(NEW_YEAR_2570);
        var book = inScope(() -> before.sending(agency, "ศม 0017.2", true));

        assertThat(number(NEW_YEAR_2570.minusMillis(1), book)).isEqualTo("ศม 0017.2/ว 1");
        assertThat(number(NEW_YEAR_2570.minusMillis(1), book)).isEqualTo("ศม 0017.2/ว 2");
        assertThat(number(NEW_YEAR_2570, book)).isEqualTo("ศม 0017.2/ว 1");
        assertThat(inScope(() -> after.page(book, ALWAYS, null, 10)))
                .extracting(Entry::year, Entry::number)
                .containsExactly(tuple(2027, 1), tuple(2026, 2), tuple(2026, 1));
    }

    @Test
    @DisplayName("C10 หนังสือเวียน: circulars count in a series of their own")
    void circularsAndOwnerCodesHaveSeriesOfTheirOwn() {
        var registers = at(NEW_YEAR_2570);
        for (var code : List.of("ศม 0017.1", "ศม 0017.2")) {
            for (var circular : List.of(true, false)) {
                var book = inScope(() -> registers.sending(agency, code, circular));
                assertThat(number(NEW_YEAR_2570, book)).endsWith("1");
            }
        }
    }

    @Test
    void aLetterStandsOnceInABook() {
        var registers = at(NEW_YEAR_2570);
        var book = inScope(() -> registers.receiving(agency));
        var line = line();
        inScope(() -> registers.take(book, line, by("คนแรก")));

        assertThatThrownBy(() -> inScope(() -> registers.take(book, line, by("คนที่สอง"))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(inScope(() -> registers.take(book, line(), by("คนแรก"))).number()).isEqualTo(2);
    }

    @Test
    void aReservedNumberIsUsedByItsOwnerInTimeOrKeptAsCancelled() {
        var registers = at(NEW_YEAR_2570);
        var book = inScope(() -> registers.sending(agency, "ศม 0017", false));
        var owner = UUID.randomUUID();
        var until = NEW_YEAR_2570.plus(Duration.ofDays(1));
        inScope(() -> registers.reserve(book, 3, owner, "นายทดสอบ", until, by("นายทดสอบ")));

        assertThat(number(NEW_YEAR_2570, book)).isEqualTo("ศม 0017/4");
        assertThatThrownBy(() -> use(NEW_YEAR_2570, book, 1, UUID.randomUUID()))
                .isInstanceOf(NumberNotReserved.class);
        assertThat(use(NEW_YEAR_2570, book, 1, owner).letterNumber()).isEqualTo("ศม 0017/1");
        assertThatThrownBy(() -> use(NEW_YEAR_2570, book, 1, owner))
                .isInstanceOf(NumberNotReserved.class);
        inScope(() ->
                done(() -> registers.cancelReserved(book, 2027, 2, "ไม่ใช้แล้ว", by("นายทดสอบ"))));

        var tooLate = at(until);
        assertThatThrownBy(() -> use(until, book, 3, owner)).isInstanceOf(NumberNotReserved.class);
        assertThat(inScope(tooLate::cancelExpired)).isEqualTo(1);
        assertThat(inScope(() -> registers.page(book, ALWAYS, null, 10)))
                .extracting(Entry::number, Entry::kind)
                .containsExactly(
                        tuple(4, Entry.Kind.USED),
                        tuple(3, Entry.Kind.CANCELLED),
                        tuple(2, Entry.Kind.CANCELLED),
                        tuple(1, Entry.Kind.USED));
    }

    @Test
    void continuesARegisterBegunElsewhereInTheYear() {
        var registers = at(NEW_YEAR_2570);
        var book = inScope(() -> registers.receiving(agency));
        var old =
                new Registers.OldLine(
                        2027,
                        511,
                        LocalDate.of(2027, 1, 1),
                        "",
                        null,
                        "กรมตัวอย่าง",
                        "",
                        "เรื่องเดิม",
                        "",
                        "");
        assertThat(inScope(() -> registers.addOld(book, List.of(old), by("ผู้ดูแล")))).isEqualTo(1);
        assertThat(inScope(() -> registers.addOld(book, List.of(old), by("ผู้ดูแล")))).isZero();
        inScope(() -> done(() -> registers.openAt(book, 2027, 512, by("ผู้ดูแล"))));

        assertThat(inScope(() -> registers.take(book, line(), by("ผู้ทดสอบ"))).number())
                .isEqualTo(513);
        assertThatThrownBy(() ->
                        inScope(() -> done(() -> registers.openAt(book, 2027, 900, by("ผู้ดูแล")))))
                .isInstanceOf(BookAlreadyBegun.class);
    }

    @Test
    void anotherAgencySeesNothingAndCannotTakeANumber() {
        var registers = at(NEW_YEAR_2570);
        var book = inScope(() -> registers.receiving(agency));
        inScope(() -> registers.take(book, line(), by("ผู้ทดสอบ")));
        var stranger = UUID.randomUUID();

        assertThat(inScope(stranger, () -> registers.page(book, ALWAYS, null, 10))).isEmpty();
        assertThat(inScope(stranger, () -> registers.books(agency))).isEmpty();
        assertThatThrownBy(() ->
                        inScope(stranger, () -> registers.take(book, line(), by("ผู้บุกรุก"))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private Entry use(Instant moment, Book book, int number, UUID owner) {
        return inScope(() ->
                at(moment).useReserved(book, 2027, number, owner, line(), by("ผู้ทดสอบ"), moment));
    }

    private String number(Instant moment, Book book) {
        return inScope(() -> at(moment).take(book, line(), by("ผู้ทดสอบ"), moment)).letterNumber();
    }

    private static Entry.Line line() {
        return new Entry.Line(
                UUID.randomUUID(), null, "", null, "กรมตัวอย่าง", "จังหวัด", "เรื่องทดสอบ", "", "");
    }

    private Registers at(Instant moment) {
        return new Registers(books, entries, evidence, lines, Clock.fixed(moment, Sala.BANGKOK));
    }

    private <T> T inScope(Supplier<T> work) {
        return inScope(agency, work);
    }

    private <T> T inScope(UUID scope, Supplier<T> work) {
        var transaction = new TransactionTemplate(transactions);
        return AgencyScope.within(scope, () -> transaction.execute(_ -> work.get()));
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private Actor by(String name) {
        return Somebody.named(agency, name);
    }
}
