-- การเข้าสู่ระบบสองขั้น: the secret that an authenticator shares with us, closed with a key that is not in the database.
CREATE TABLE accounts.totp (
    agency_id    uuid NOT NULL,
    account_id   uuid NOT NULL,
    secret       bytea NOT NULL,
    begun_at     timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_step    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (agency_id, account_id),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.account (agency_id, id) ON DELETE CASCADE
);
SELECT isolation.isolate('accounts.totp');
COMMENT ON COLUMN accounts.totp.confirmed_at IS 'null until the first code was right: no code is asked for before';
COMMENT ON COLUMN accounts.totp.last_step IS 'of 30 seconds since 1970: its code and earlier ones are used up';

-- For whoever lost the authenticator: random, so that a plain hash is enough; gone once used.
CREATE TABLE accounts.recovery_code (
    agency_id  uuid NOT NULL,
    account_id uuid NOT NULL,
    code_hash  bytea NOT NULL,
    PRIMARY KEY (agency_id, account_id, code_hash),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.totp (agency_id, account_id) ON DELETE CASCADE
);
SELECT isolation.isolate('accounts.recovery_code');
