-- พาสคีย์: public parts alone; what proves the person never leaves their authenticator.
CREATE TABLE accounts.passkey (
    agency_id       uuid NOT NULL,
    account_id      uuid NOT NULL,
    id              uuid NOT NULL,
    name            text NOT NULL CHECK (name <> ''),
    party           text NOT NULL,
    credential      bytea NOT NULL,
    public_key      bytea NOT NULL,
    counter         bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up       boolean NOT NULL,
    made_at         timestamptz NOT NULL,
    last_used       timestamptz,
    PRIMARY KEY (agency_id, id),
    CONSTRAINT passkey_credential UNIQUE (credential),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.account (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX passkey_account ON accounts.passkey (agency_id, account_id);
SELECT isolation.isolate('accounts.passkey');
COMMENT ON COLUMN accounts.passkey.party IS 'the host''s name for which it was made: browsers offer it on no other';
COMMENT ON COLUMN accounts.passkey.credential IS 'chosen by the authenticator; whoever signs in with it is found by it, in the whole installation';
COMMENT ON COLUMN accounts.passkey.counter IS 'of signatures, as last told; always 0 for authenticators that count none';

-- What authenticators were asked to sign and have not signed yet. They belong to no agency: whoever signs in is in none.
CREATE TABLE accounts.challenge (
    token_hash bytea PRIMARY KEY,
    adds_to    uuid,
    until      timestamptz NOT NULL
);
CREATE INDEX challenge_until ON accounts.challenge (until);
COMMENT ON COLUMN accounts.challenge.token_hash IS 'of what the cookie of the one browser holds that was asked';
COMMENT ON COLUMN accounts.challenge.adds_to IS 'the account that may be given a new passkey by it; null where one proves who asks';
