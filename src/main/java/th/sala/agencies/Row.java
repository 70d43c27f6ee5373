package th.sala.agencies;

import java.lang.reflect.InvocationTargetException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// The components of a record as parameters of a statement, enumerations by name.
final class Row extends MapSqlParameterSource {
    Row(Record record) {
        try {
            for (var component : record.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                var value = accessor.invoke(record);
                addValue(component.getName(), value instanceof Enum<?> one ? one.name() : value);
            }
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
