package th.sala.files;

/// A file in the store.
///
/// @param sha256 of its bytes, 64 lower-case hexadecimal digits; its name in the store
/// @param size in bytes
public record StoredFile(String sha256, long size) {}
