package th.sala.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import th.sala.accounts.Role;
import th.sala.accounts.TokenScope;

/// The interface's description of itself, and of who asks.
@RestController
class SelfController {
    /// Who asks, and what the token is good for.
    record Self(
            UUID account,
            UUID agency,
            String agencyName,
            String name,
            List<String> roles,
            List<String> scopes,
            OffsetDateTime expiresAt) {}

    @GetMapping(path = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(says = "Who the token's person is, and what the token is good for.")
    Self self(HttpServletRequest request) {
        var bearer = BearerFilter.bearer(request).orElseThrow();
        var who = bearer.who();
        return new Self(
                who.account(),
                who.agency(),
                who.agencyName(),
                who.name(),
                who.roles().stream().map(Role::name).toList(),
                bearer.scopes().stream().sorted().map(TokenScope::word).toList(),
                Version.at(bearer.expiresAt()));
    }

    @GetMapping(path = ApiDoors.DESCRIPTION, produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(says = "This description; needs no token.")
    ResponseEntity<byte[]> description() throws IOException {
        return ResponseEntity.ok(new ClassPathResource("api/openapi.json").getContentAsByteArray());
    }
}
