-- Letters to units of one's own agency: no mail carries them, and they come in there at once.

ALTER TABLE letters.incoming DROP CONSTRAINT incoming_channel_check;
ALTER TABLE letters.incoming
    ADD CONSTRAINT incoming_channel_check CHECK (channel IN ('MAIL', 'COUNTER', 'POST', 'INSIDE'));

CREATE TABLE letters.unit_addressee (
    agency_id   uuid NOT NULL,
    outgoing_id uuid NOT NULL,
    position    int  NOT NULL,
    unit_id     uuid NOT NULL,
    unit_name   text NOT NULL,
    PRIMARY KEY (agency_id, outgoing_id, unit_id),
    FOREIGN KEY (agency_id, outgoing_id) REFERENCES letters.outgoing (agency_id, id)
);
COMMENT ON COLUMN letters.unit_addressee.unit_name IS 'as it was when the unit was chosen';
SELECT isolation.isolate('letters.unit_addressee');

CREATE TABLE letters.inside (
    agency_id    uuid        NOT NULL,
    outgoing_id  uuid        NOT NULL,
    unit_id      uuid        NOT NULL,
    incoming_id  uuid        NOT NULL,
    delivered_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, outgoing_id, unit_id),
    UNIQUE (agency_id, incoming_id),
    FOREIGN KEY (agency_id, outgoing_id, unit_id) REFERENCES letters.unit_addressee (agency_id, outgoing_id, unit_id),
    FOREIGN KEY (agency_id, incoming_id) REFERENCES letters.incoming (agency_id, id)
);
COMMENT ON COLUMN letters.inside.incoming_id IS 'the letter as the unit has it, for itself';
CREATE INDEX inside_newest ON letters.inside (agency_id, delivered_at DESC, outgoing_id DESC);
SELECT isolation.isolate('letters.inside');
