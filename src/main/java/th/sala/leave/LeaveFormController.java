package th.sala.leave;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import th.sala.accounts.SignedIn;
import th.sala.pdf.Typesetter;

/// The regulation's form of a request, to print and to file.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveFormController {
    private final LeaveForms forms;

    LeaveFormController(LeaveForms forms) {
        this.forms = forms;
    }

    @GetMapping("/leave/{id}/form.pdf")
    ResponseEntity<byte[]> form(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var set = Typesetter.set(forms.of(who, id).sheet());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("ใบลา.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(set.bytes());
    }
}
