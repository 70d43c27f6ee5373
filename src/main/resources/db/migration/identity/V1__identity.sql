CREATE SCHEMA identity;

-- ผู้ให้บริการยืนยันตัวตน (OpenID Connect) of the whole installation. They belong to no agency.
CREATE TABLE identity.provider (
    id      uuid PRIMARY KEY,
    name    text NOT NULL CHECK (name <> ''),
    address text NOT NULL,
    issuer  text NOT NULL,
    client  text NOT NULL,
    secret  bytea NOT NULL,
    scopes  text NOT NULL,
    claim   text NOT NULL CHECK (claim <> ''),
    acr     text NOT NULL,
    active  boolean NOT NULL DEFAULT false,
    made_at timestamptz NOT NULL
);
COMMENT ON COLUMN identity.provider.address IS 'of this installation''s pages, as the provider knows them';
COMMENT ON COLUMN identity.provider.secret IS 'closed with a key that is not in the database';
COMMENT ON COLUMN identity.provider.claim IS 'of the ID token, by which a person is recognised';
COMMENT ON COLUMN identity.provider.acr IS 'one of these, between spaces, the ID token must say; empty for any';

-- Whose account somebody is whom a provider recognised.
CREATE TABLE identity.link (
    agency_id   uuid NOT NULL,
    account_id  uuid NOT NULL,
    id          uuid NOT NULL,
    provider_id uuid NOT NULL REFERENCES identity.provider (id),
    person      bytea NOT NULL,
    made_by     text NOT NULL,
    made_at     timestamptz NOT NULL,
    last_used   timestamptz,
    PRIMARY KEY (agency_id, id),
    CONSTRAINT link_person UNIQUE (provider_id, person),
    CONSTRAINT link_account UNIQUE (agency_id, account_id, provider_id)
);
SELECT isolation.isolate('identity.link');
COMMENT ON COLUMN identity.link.person IS 'of issuer, claim and its value, by a key that is not in the database: the value itself is nowhere';
COMMENT ON COLUMN identity.link.made_by IS 'the administrator who entered it; empty if the person did it';
