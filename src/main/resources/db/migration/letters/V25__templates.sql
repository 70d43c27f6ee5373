-- Kept beginnings of letters: of the whole agency, of a unit, or of one person. None is ever deleted, because
-- letters know from which they were begun.
CREATE TABLE letters.template (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    version       int         NOT NULL DEFAULT 1,
    name          text        NOT NULL,
    account       uuid,
    unit_id       uuid,
    kind          text        NOT NULL,
    circular      boolean     NOT NULL,
    urgency       text        NOT NULL,
    secrecy       text        NOT NULL,
    owner_code    text        NOT NULL,
    subject       text        NOT NULL,
    salutation    text        NOT NULL,
    proposal      text        NOT NULL,
    body          text        NOT NULL,
    citations     text        NOT NULL,
    enclosures    text        NOT NULL,
    contact       text        NOT NULL,
    closing       text        NOT NULL,
    owner_unit    text        NOT NULL,
    owner_unit_id uuid,
    typeset       boolean     NOT NULL,
    addressees    text[]      NOT NULL,
    changed_at    timestamptz NOT NULL,
    changed_by    text        NOT NULL,
    put_away_at   timestamptz,
    PRIMARY KEY (agency_id, id),
    CHECK (account IS NULL OR unit_id IS NULL)
);
COMMENT ON COLUMN letters.template.account IS 'whose own it is; null for one of the agency or of a unit';
COMMENT ON COLUMN letters.template.unit_id IS 'whose it is; null for one of the agency or of a person';
COMMENT ON COLUMN letters.template.owner_unit_id IS 'the unit of that name when it was kept; null if there was none';
COMMENT ON COLUMN letters.template.put_away_at IS 'null while letters are begun from it';
CREATE UNIQUE INDEX template_name
    ON letters.template (agency_id, coalesce(account, unit_id, '00000000-0000-0000-0000-000000000000'), lower(name))
 WHERE put_away_at IS NULL;
SELECT isolation.isolate('letters.template');

CREATE TABLE letters.begun_from (
    agency_id   uuid        NOT NULL,
    letter_id   uuid        NOT NULL,
    template_id uuid        NOT NULL,
    account     uuid        NOT NULL,
    begun_at    timestamptz NOT NULL,
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.outgoing (agency_id, id),
    FOREIGN KEY (agency_id, template_id) REFERENCES letters.template (agency_id, id)
);
CREATE INDEX begun_from_template ON letters.begun_from (agency_id, template_id, begun_at);
SELECT isolation.isolate('letters.begun_from');
