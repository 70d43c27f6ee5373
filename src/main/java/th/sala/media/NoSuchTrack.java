package th.sala.media;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The agency has no such recording.
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NoSuchTrack extends RuntimeException {
    NoSuchTrack(UUID id) {
        super("no track " + id);
    }
}
