package th.sala.telework;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import th.sala.letters.Content;
import th.sala.letters.LetterKind;
import th.sala.letters.Urgency;

/// What the letter (คำสั่ง) says by which the head signs an order, before anybody has changed it.
final class OrderText {
    private OrderText() {}

    /// @param lines of everybody whom it is about
    static Content of(WorkOrder order, List<OrderDesk.Line> lines) {
        var body =
                Stream.of(order.words(), TeleworkSheets.orders(order), table(order, lines))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"));
        return new Content(
                LetterKind.ORDER,
                order.by(),
                false,
                Urgency.NORMAL,
                "",
                "",
                TeleworkSheets.title(order),
                "",
                "",
                body,
                "",
                "",
                "",
                "",
                "",
                true);
    }

    private static String table(WorkOrder order, List<OrderDesk.Line> lines) {
        return Stream.concat(
                        Stream.of(TeleworkSheets.ORDER_HEAD),
                        IntStream.range(0, lines.size())
                                .mapToObj(i -> TeleworkSheets.orderCells(order, i, lines.get(i))))
                .map(OrderText::row)
                .collect(Collectors.joining("\n"));
    }

    /// A cell of a letter's table is one line, and ends at a bar.
    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace('|', '/').lines().collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
