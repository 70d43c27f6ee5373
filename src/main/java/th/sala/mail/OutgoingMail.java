package th.sala.mail;

import java.util.List;
import java.util.UUID;

/// A mail ready to leave.
///
/// @param id the same for the same mail, however often it is queued
/// @param messageId as in its header, with the angle brackets; unique in the agency
/// @param from the envelope's sender, who gets its bounces
/// @param recipients of the envelope, who need not be those of its header
/// @param raw its bytes, each line ended by CRLF
public record OutgoingMail(
        UUID id, UUID agency, String messageId, String from, List<String> recipients, byte[] raw) {}
