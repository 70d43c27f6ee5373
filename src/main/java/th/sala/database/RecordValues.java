package th.sala.database;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// The components of a record as parameters of a statement: enumerations by name, moments in UTC.
public final class RecordValues extends MapSqlParameterSource {
    public RecordValues(Record record) {
        try {
            for (var component : record.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                addValue(component.getName(), plain(accessor.invoke(record)));
            }
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> one -> one.name();
            case Instant at -> at.atOffset(ZoneOffset.UTC);
            default -> value;
        };
    }
}
