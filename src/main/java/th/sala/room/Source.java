package th.sala.room;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/// What is presented.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Source {
    /// Somebody's screen.
    record Screen() implements Source {}

    /// A page of a paper of the agenda.
    ///
    /// @param page from 1
    record Paper(UUID paper, int page) implements Source {}
}
