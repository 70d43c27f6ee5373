-- Letters out that answer a letter in.
CREATE TABLE letters.answering (
    agency_id   uuid NOT NULL,
    outgoing_id uuid NOT NULL,
    incoming_id uuid NOT NULL,
    PRIMARY KEY (agency_id, outgoing_id),
    FOREIGN KEY (agency_id, outgoing_id) REFERENCES letters.outgoing (agency_id, id),
    FOREIGN KEY (agency_id, incoming_id) REFERENCES letters.incoming (agency_id, id)
);
CREATE INDEX answering_incoming ON letters.answering (agency_id, incoming_id);
SELECT isolation.isolate('letters.answering');
