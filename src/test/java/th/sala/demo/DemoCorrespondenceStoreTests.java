package th.sala.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.registers.Book;
import th.sala.registers.Registers;

@SalaTest
@TestPropertySource(properties = "sala.demo=true")
class DemoCorrespondenceStoreTests {
    @Autowired DemoCorrespondence correspondence;
    @Autowired Registers registers;
    @Autowired Clock clock;

    /// None is refused by the lint, nor is one that only sounds secret (X1).
    @Test
    void allFortyLettersAreSentOnceWithTheirNumbers() {
        correspondence.work();
        correspondence.work();

        var sent = new ArrayList<String>();
        for (var agency : DemoAgency.all()) {
            AgencyScope.within(agency.id(), () -> sent.addAll(sentBy(agency)));
        }
        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        DemoLetter.all().stream()
                                .map(letter -> letter.number() + " " + letter.subject())
                                .toList());
    }

    private List<String> sentBy(DemoAgency agency) {
        var year = LocalDate.now(clock).getYear();
        var all = new Registers.Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        return registers.books(agency.id()).stream()
                .filter(book -> book.direction() == Book.Direction.SEND)
                .flatMap(book ->
                        registers.page(book, all, null, 100).stream()
                                .map(entry ->
                                        "%s/%s%d %s"
                                                .formatted(
                                                        book.ownerCode(),
                                                        book.circular() ? "ว " : "",
                                                        entry.number(),
                                                        entry.subject())))
                .toList();
    }
}
