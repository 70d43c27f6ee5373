CREATE SCHEMA signing;

-- Keys that officials sign with; one of each official is not ended.
CREATE TABLE signing.key (
    agency_id  uuid NOT NULL,
    id         uuid NOT NULL,
    official   uuid NOT NULL,
    source     text NOT NULL CHECK (source IN ('TRIAL', 'BROUGHT')),
    chain      bytea NOT NULL,
    closed_key bytea,
    made_at    timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (agency_id, id),
    CHECK ((closed_key IS NULL) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX key_of_official ON signing.key (agency_id, official) WHERE ended_at IS NULL;
COMMENT ON COLUMN signing.key.chain IS 'PkiPath';
COMMENT ON COLUMN signing.key.closed_key IS 'closed with a key of the vault; erased when it ends';
SELECT isolation.isolate('signing.key');
