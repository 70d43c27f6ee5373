-- ระบบบัญชีของหน่วยงาน (LDAP/AD) of the whole installation. They belong to no agency.
CREATE TABLE identity.directory (
    id              uuid PRIMARY KEY,
    name            text NOT NULL CHECK (name <> ''),
    host            text NOT NULL CHECK (host <> ''),
    port            int NOT NULL CHECK (port BETWEEN 1 AND 65535),
    encryption      text NOT NULL CHECK (encryption IN ('LDAPS', 'STARTTLS', 'NONE')),
    trusted         text NOT NULL,
    login           text NOT NULL,
    password        bytea NOT NULL,
    base            text NOT NULL,
    filter          text NOT NULL,
    identifier      text NOT NULL CHECK (identifier <> ''),
    group_attribute text NOT NULL CHECK (group_attribute <> ''),
    active          boolean NOT NULL DEFAULT false,
    made_at         timestamptz NOT NULL
);
COMMENT ON COLUMN identity.directory.trusted IS 'certificates (PEM) that are believed; empty for those of the machine';
COMMENT ON COLUMN identity.directory.password IS 'of the login that searches; closed with a key that is not in the database';

-- Which roles of an agency follow which groups.
CREATE TABLE identity.group_role (
    agency_id    uuid NOT NULL,
    directory_id uuid NOT NULL REFERENCES identity.directory (id),
    id           uuid NOT NULL,
    group_dn     text NOT NULL CHECK (group_dn <> ''),
    role         text NOT NULL CHECK (role IN ('OFFICIAL', 'AUDITOR')),
    PRIMARY KEY (agency_id, id),
    CONSTRAINT group_role_once UNIQUE (agency_id, directory_id, group_dn, role)
);
SELECT isolation.isolate('identity.group_role');

-- Accounts whose password a directory keeps.
CREATE TABLE identity.directory_account (
    agency_id    uuid NOT NULL,
    account_id   uuid NOT NULL,
    directory_id uuid NOT NULL REFERENCES identity.directory (id),
    entry        bytea,
    made_by      text NOT NULL,
    made_at      timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account_id),
    CONSTRAINT directory_account_entry UNIQUE (directory_id, entry)
);
SELECT isolation.isolate('identity.directory_account');
COMMENT ON COLUMN identity.directory_account.entry IS 'of what names the entry for ever, by a key that is not in the database; null until the first sign-in';
