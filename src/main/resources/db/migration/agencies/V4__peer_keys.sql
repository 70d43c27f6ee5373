-- Keys of other installations that were replaced, and who confirmed the new one. Never deleted.
CREATE TABLE agencies.replaced_key (
    id                uuid PRIMARY KEY,
    peer              uuid NOT NULL REFERENCES agencies.peer,
    public_key        bytea NOT NULL,
    confirmed_by      text NOT NULL,
    confirmed_at      timestamptz NOT NULL,
    replaced_by_key   bytea NOT NULL,
    replaced_by       text NOT NULL,
    replaced_at       timestamptz NOT NULL
);
CREATE INDEX replaced_key_peer ON agencies.replaced_key (peer, replaced_at);
COMMENT ON COLUMN agencies.replaced_key.confirmed_by IS 'who confirmed the old key; replaced_by is who confirmed the new one';
