package th.sala.meetings;

import java.util.UUID;

/// เอกสารประกอบการประชุม: a PDF in the file store.
public record Paper(UUID id, String name, String sha256, long size) {
    /// The only one that is taken.
    public String mediaType() {
        return "application/pdf";
    }
}
