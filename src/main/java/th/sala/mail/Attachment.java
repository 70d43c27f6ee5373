package th.sala.mail;

/// A file in a mail.
///
/// @param name a mere file name: no path, no control characters, never empty
/// @param mediaType as the sender says, in lower case, without parameters
public record Attachment(String name, String mediaType, byte[] bytes) {}
