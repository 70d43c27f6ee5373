package th.sala.mail;

import java.util.UUID;

/// The way of an outgoing mail to one recipient got to another state: read it with
/// [Outbox#deliveries].
public record DeliveryChanged(UUID agency, UUID mail, String recipient) {}
