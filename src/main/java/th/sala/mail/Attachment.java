package th.sala.mail;

/// A file in a mail.
///
/// @param name a mere file name: no path, no control characters, never empty
/// @param mediaType as the sender says, in lower case, without parameters
/// @param within the name of the file that it was found in, as a mail or an archive; empty if it is
///   one of the mail's own
public record Attachment(String name, String mediaType, byte[] bytes, String within) {
    public Attachment(String name, String mediaType, byte[] bytes) {
        this(name, mediaType, bytes, "");
    }
}
