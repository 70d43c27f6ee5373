-- Letters of which a person said that paper must follow, until it has (C6).

CREATE TABLE letters.paper_confirmation (
    agency_id uuid        NOT NULL,
    letter_id uuid        NOT NULL,
    asked_at  timestamptz NOT NULL,
    asked_by  text        NOT NULL,
    -- both null until the paper is on its way
    sent_at   timestamptz CHECK ((sent_at IS NULL) = (sent_by IS NULL)),
    sent_by   text,
    -- by which post and under which number; may be empty
    how       text        NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.outgoing (agency_id, id)
);
CREATE INDEX paper_confirmation_open ON letters.paper_confirmation (agency_id, asked_at) WHERE sent_at IS NULL;
SELECT isolation.isolate('letters.paper_confirmation');
