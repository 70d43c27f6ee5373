package th.sala.routing;

import java.util.UUID;

/// A letter as its way knows it.
///
/// @param version that is sent
/// @param digest of what this version says, for the evidence
/// @param title the subject
/// @param path the page on which it is decided on, beginning with `/`
/// @param days working days in which each receiver is to decide
public record Matter(
        UUID letter, int version, String digest, String title, String path, int days) {}
