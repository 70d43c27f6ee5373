CREATE SCHEMA accounts;

CREATE TABLE accounts.account (
    agency_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    official_id        uuid,
    username           text NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9._@-]{1,59}$'),
    name               text NOT NULL CHECK (name <> ''),
    agency_name        text NOT NULL CHECK (agency_name <> ''),
    password_hash      text NOT NULL,
    password_temporary boolean NOT NULL,
    credentials        int NOT NULL DEFAULT 1,
    roles              text[] NOT NULL,
    language           text NOT NULL DEFAULT 'th' CHECK (language IN ('th', 'en')),
    digits             text NOT NULL DEFAULT 'THAI' CHECK (digits IN ('THAI', 'ARABIC')),
    era                text NOT NULL DEFAULT 'BUDDHIST' CHECK (era IN ('BUDDHIST', 'COMMON')),
    keys               boolean NOT NULL DEFAULT true,
    opened_at          timestamptz NOT NULL,
    last_sign_in       timestamptz,
    closed_at          timestamptz,
    PRIMARY KEY (agency_id, id),
    CONSTRAINT account_id UNIQUE (id),
    CONSTRAINT account_username UNIQUE (username),
    CONSTRAINT account_official UNIQUE (agency_id, official_id)
);
SELECT isolation.isolate('accounts.account');
COMMENT ON COLUMN accounts.account.username IS 'always in lower case: unique in the whole installation';
COMMENT ON COLUMN accounts.account.credentials IS 'counts up with the password and with closing: sessions of an older count have ended';

-- Browsers that have signed in to an account. Only the hash of what the cookie holds.
CREATE TABLE accounts.device (
    agency_id  uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    last_used  timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account_id, token_hash),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.account (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX device_token ON accounts.device (token_hash);
SELECT isolation.isolate('accounts.device');

-- Passwords for mail clients: random, so that a plain hash is enough.
CREATE TABLE accounts.app_password (
    agency_id   uuid NOT NULL,
    account_id  uuid NOT NULL,
    id          uuid NOT NULL,
    name        text NOT NULL CHECK (name <> ''),
    secret_hash bytea NOT NULL,
    made_at     timestamptz NOT NULL,
    last_used   timestamptz,
    PRIMARY KEY (agency_id, id),
    CONSTRAINT app_password_secret UNIQUE (secret_hash),
    FOREIGN KEY (agency_id, account_id) REFERENCES accounts.account (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX app_password_account ON accounts.app_password (agency_id, account_id);
SELECT isolation.isolate('accounts.app_password');

-- Failed attempts, by the hash of whose they are: what was typed as a username is not kept.
-- They belong to no agency.
CREATE TABLE accounts.tally (
    subject  bytea PRIMARY KEY,
    failures int NOT NULL,
    last_at  timestamptz NOT NULL
);
CREATE INDEX tally_last ON accounts.tally (last_at);

-- Spring Session's own tables. A session holds the id of its account and no more.
CREATE TABLE accounts.spring_session (
    primary_id            char(36) PRIMARY KEY,
    session_id            char(36) NOT NULL,
    creation_time         bigint NOT NULL,
    last_access_time      bigint NOT NULL,
    max_inactive_interval int NOT NULL,
    expiry_time           bigint NOT NULL,
    principal_name        varchar(100)
);
CREATE UNIQUE INDEX spring_session_id ON accounts.spring_session (session_id);
CREATE INDEX spring_session_expiry ON accounts.spring_session (expiry_time);
CREATE INDEX spring_session_principal ON accounts.spring_session (principal_name);

CREATE TABLE accounts.spring_session_attributes (
    session_primary_id char(36) NOT NULL REFERENCES accounts.spring_session (primary_id) ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
