package th.sala.registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;

/// The books that an agency can keep: one to receive in, one for each unit that registers again,
/// two to send from for each owner code, one for each kind of paper that is no letter. A book
/// begins with its first letter; who carries over a register from before begins it here.
@Service
@Transactional
class Shelf {
    private final Registers registers;
    private final Registry registry;
    private final Organisation organisation;

    Shelf(Registers registers, Registry registry, Organisation organisation) {
        this.registers = registers;
        this.registry = registry;
        this.organisation = organisation;
    }

    /// A book that is not begun.
    ///
    /// @param value which one, as a form sends it
    /// @param key the message with its name, whose argument is `of`
    record Unbegun(String value, String key, String of) {}

    @Transactional(readOnly = true)
    List<Unbegun> unbegun(UUID agency) {
        var there = registers.books(agency);
        var missing = new ArrayList<Unbegun>();
        if (there.stream().noneMatch(book -> book.isReceive() && book.unit() == null)) {
            missing.add(new Unbegun("receive", "registers.book.receive", ""));
        }
        for (var code : ownerCodes(agency)) {
            for (var circular : List.of(false, true)) {
                var series = circular ? Book.Series.CIRCULARS : Book.Series.LETTERS;
                if (there.stream().noneMatch(book -> isSending(book, code, series))) {
                    var value = (circular ? "circulars:" : "send:") + code;
                    missing.add(new Unbegun(value, series.key(), code));
                }
            }
        }
        for (var series : Book.Series.values()) {
            if (!series.isOfLetters()
                    && there.stream().noneMatch(book -> isSending(book, "", series))) {
                missing.add(new Unbegun("issue:" + series, series.key(), ""));
            }
        }
        for (var unit : organisation.units(agency)) {
            if (there.stream().noneMatch(book -> isUnits(book, unit.id()))) {
                missing.add(
                        new Unbegun("unit:" + unit.id(), "registers.book.receive-of", unit.name()));
            }
        }
        return missing;
    }

    /// Begins the book that the form named.
    ///
    /// @return nothing if there is no such book to begin
    @Nullable Book begin(UUID agency, String value) {
        var asked = unbegun(agency).stream().filter(one -> one.value().equals(value)).findFirst();
        if (asked.isEmpty()) {
            return null;
        }
        var one = asked.get();
        var kind = value.split(":", 2)[0];
        return switch (kind) {
            case "receive" -> registers.receiving(agency);
            case "unit" ->
                    registers.receiving(
                            agency, UUID.fromString(value.substring("unit:".length())), one.of());
            case "issue" -> registers.issuing(agency, Book.Series.valueOf(value.split(":", 2)[1]));
            default -> registers.sending(agency, one.of(), kind.equals("circulars"));
        };
    }

    private List<String> ownerCodes(UUID agency) {
        var codes = new ArrayList<String>();
        registry.agency(agency).ifPresent(found -> codes.add(found.code()));
        organisation.units(agency).forEach(unit -> codes.add(unit.ownerCode()));
        return codes.stream().filter(code -> !code.isBlank()).distinct().toList();
    }

    private static boolean isSending(Book book, String code, Book.Series series) {
        return !book.isReceive() && book.series() == series && book.ownerCode().equals(code);
    }

    private static boolean isUnits(Book book, UUID unit) {
        return book.isReceive() && Objects.equals(book.unit(), unit);
    }
}
