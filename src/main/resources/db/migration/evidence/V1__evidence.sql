CREATE SCHEMA evidence;

-- ---- evidence: what was done, by whom and by what right; once numbered, a leaf of a signed Merkle log ----

CREATE TABLE evidence.log (
    number     int PRIMARY KEY,
    origin     text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    opened_at  timestamptz NOT NULL,
    before     text NOT NULL DEFAULT ''
);
COMMENT ON COLUMN evidence.log.before IS 'the last known checkpoint of the log that this one follows, when that could not be continued';

CREATE TABLE evidence.entry (
    agency_id  uuid NOT NULL,
    id         bigint GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL,
    act        text NOT NULL,
    record_id  uuid,
    account_id uuid,
    leaf       text NOT NULL,
    salt       bytea,
    statement  text,
    log        int REFERENCES evidence.log (number),
    index      bigint,
    PRIMARY KEY (agency_id, id),
    UNIQUE (log, index),
    CHECK ((log IS NULL) = (index IS NULL))
);
COMMENT ON TABLE evidence.entry IS 'agency 00000000-0000-0000-0000-000000000000 stands for the installation itself';
COMMENT ON COLUMN evidence.entry.leaf IS 'what is in the log, to the byte';
COMMENT ON COLUMN evidence.entry.statement IS 'what the record said; the leaf commits to it with the salt. Both go when the data are disposed of';
CREATE INDEX entry_waiting ON evidence.entry (id) WHERE index IS NULL;
CREATE INDEX entry_of_record ON evidence.entry (agency_id, record_id) WHERE record_id IS NOT NULL;
CREATE INDEX entry_of_account ON evidence.entry (agency_id, account_id, at) WHERE account_id IS NOT NULL;
SELECT isolation.isolate('evidence.entry');

-- Checkpoints of other installations' logs that came to us.
CREATE TABLE evidence.witnessed (
    origin  text NOT NULL,
    size    bigint NOT NULL,
    root    bytea NOT NULL,
    note    text NOT NULL,
    kept_at timestamptz NOT NULL,
    source  text NOT NULL,
    PRIMARY KEY (origin, size, root)
);

-- Only the sequencer gives entries their place; nobody changes or deletes one.
REVOKE INSERT, UPDATE, DELETE ON evidence.entry FROM sala_app;
GRANT INSERT (agency_id, at, act, record_id, account_id, leaf, salt, statement) ON evidence.entry TO sala_app;
REVOKE UPDATE, DELETE ON evidence.witnessed FROM sala_app;
REVOKE INSERT, UPDATE, DELETE ON evidence.log FROM sala_app;
GRANT USAGE ON SCHEMA evidence TO sala_sequencer, sala_auditor;
GRANT SELECT ON evidence.entry, evidence.log, evidence.witnessed TO sala_sequencer, sala_auditor;
GRANT INSERT ON evidence.entry, evidence.log TO sala_sequencer;
GRANT UPDATE (log, index) ON evidence.entry TO sala_sequencer;

-- A field of a statement as th.sala.proof.Fields spells it.
CREATE FUNCTION evidence.field(name text, value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT name || ' ' || replace(replace(replace(value, '\', '\\'), E'\n', '\n'), E'\r', '\r') || E'\n'
$$;

-- Enters an act whose statement is complete only in the database. `head` is the leaf without its last line.
CREATE FUNCTION evidence.enter(
    agency uuid, act text, at timestamptz, record uuid, account uuid, head text, salt bytea, statement text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO evidence.entry (agency_id, at, act, record_id, account_id, leaf, salt, statement)
    VALUES (agency, at, act, record, account,
            head || 'commitment ' || encode(sha256(salt || convert_to(statement, 'UTF8')), 'hex') || E'\n',
            salt, statement);
END $$;
