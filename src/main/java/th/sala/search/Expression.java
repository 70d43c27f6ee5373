package th.sala.search;

import java.util.List;
import java.util.stream.Collectors;

/// What a record's words must be.
sealed interface Expression {
    /// One of its words.
    record One(String lexeme) implements Expression {}

    record All(List<Expression> parts) implements Expression {}

    record Any(List<Expression> parts) implements Expression {}

    static Expression any(List<String> lexemes) {
        return new Any(lexemes.stream().distinct().<Expression>map(One::new).toList());
    }

    /// Whether nothing is asked for: every record has it.
    default boolean isEmpty() {
        return switch (this) {
            case One _ -> false;
            case All(var parts) -> parts.stream().allMatch(Expression::isEmpty);
            case Any(var parts) -> parts.isEmpty() || parts.stream().anyMatch(Expression::isEmpty);
        };
    }

    /// As PostgreSQL reads it; empty if nothing is asked for. Nothing typed is an operator of it.
    ///
    /// @param before stands before each word
    default String tsquery(String before) {
        if (isEmpty()) {
            return "";
        }
        return switch (this) {
            case One(var lexeme) -> quoted(before + lexeme);
            case All(var parts) -> together(parts, " & ", before);
            case Any(var parts) -> together(parts, " | ", before);
        };
    }

    private static String together(List<Expression> parts, String operator, String before) {
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> part.tsquery(before))
                .collect(Collectors.joining(operator, "(", ")"));
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
