-- A person's tokens for programs that speak the interface: random, so that a plain hash is enough.
CREATE TABLE accounts.token (
    agency_id   uuid NOT NULL,
    account_id  uuid NOT NULL,
    id          uuid NOT NULL,
    name        text NOT NULL CHECK (name <> ''),
    scopes      text[] NOT NULL CHECK (cardinality(scopes) > 0),
    secret_hash bytea NOT NULL,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > made_at),
    last_used   timestamptz,
    told_at     timestamptz,
    PRIMARY KEY (agency_id, id),
    CONSTRAINT token_secret UNIQUE (secret_hash),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.account (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX token_account ON accounts.token (agency_id, account_id);
CREATE INDEX token_expiry ON accounts.token (expires_at);
COMMENT ON COLUMN accounts.token.told_at IS 'when its person was told that it is about to expire';
SELECT isolation.isolate('accounts.token');
