-- An entry is written once. Its place comes later, into a narrow table of its own, and until then it waits.

SET LOCAL sala.agency = '*';

CREATE TABLE evidence.place (
    log   int NOT NULL,
    index bigint NOT NULL,
    entry bigint NOT NULL,
    PRIMARY KEY (log, index),
    UNIQUE (entry, log)
);
COMMENT ON TABLE evidence.place IS 'an entry has one in each log from its first on; that in the newest counts';

CREATE TABLE evidence.waiting (
    entry bigint PRIMARY KEY
);
COMMENT ON TABLE evidence.waiting IS 'entries that have no place in the newest log yet';

INSERT INTO evidence.place (log, index, entry) SELECT log, index, id FROM evidence.entry WHERE index IS NOT NULL;
INSERT INTO evidence.waiting (entry) SELECT id FROM evidence.entry WHERE index IS NULL;

DROP INDEX evidence.entry_waiting;
DROP INDEX evidence.entry_of_record;
DROP INDEX evidence.entry_of_account;
ALTER TABLE evidence.entry DROP COLUMN log, DROP COLUMN index;
ALTER TABLE evidence.entry DROP CONSTRAINT entry_pkey, ADD PRIMARY KEY (id, agency_id);
CREATE INDEX entry_of_record ON evidence.entry (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX entry_of_account ON evidence.entry (account_id, at) WHERE account_id IS NOT NULL;

-- The program enters by evidence.enter alone; only the sequencer gives places, and nobody takes one away.
REVOKE INSERT (agency_id, at, act, record_id, account_id, leaf, salt, statement) ON evidence.entry FROM sala_app;
REVOKE INSERT, UPDATE, DELETE ON evidence.place, evidence.waiting FROM sala_app;
REVOKE SELECT ON evidence.waiting FROM sala_app;
GRANT SELECT ON evidence.place, evidence.waiting TO sala_sequencer, sala_auditor;
GRANT INSERT ON evidence.place TO sala_sequencer;
GRANT INSERT, DELETE ON evidence.waiting TO sala_sequencer;

-- Enters an act whose statement is complete only in the database. `head` is the leaf without its last line.
CREATE OR REPLACE FUNCTION evidence.enter(
    agency uuid, act text, at timestamptz, record uuid, account uuid, head text, salt bytea, statement text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    WITH entered AS (
        INSERT INTO evidence.entry (agency_id, at, act, record_id, account_id, leaf, salt, statement)
        VALUES (agency, at, act, record, account,
                head || 'commitment ' || encode(sha256(salt || convert_to(statement, 'UTF8')), 'hex') || E'\n',
                salt, statement)
        RETURNING id)
    INSERT INTO evidence.waiting (entry) SELECT id FROM entered;
END $$;
REVOKE EXECUTE ON FUNCTION evidence.enter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evidence.enter TO sala_app;
