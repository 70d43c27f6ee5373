package th.sala.signing;

import java.security.cert.CertificateEncodingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The certificate of the trial authority, for whoever wants to believe it.
@Controller
class AuthorityController {
    private final TrialAuthority authority;

    AuthorityController(TrialAuthority authority) {
        this.authority = authority;
    }

    @GetMapping("/registry/authority.crt")
    ResponseEntity<byte[]> certificate() throws CertificateEncodingException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"sala-authority.crt\"")
                .body(authority.certificate().getEncoded());
    }
}
