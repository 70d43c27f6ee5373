-- Keys in a PKCS#11 token sign, too: of these nothing lies here but the certificates.
ALTER TABLE signing.key DROP CONSTRAINT key_source_check;
ALTER TABLE signing.key ADD CONSTRAINT key_source_check CHECK (source IN ('TRIAL', 'BROUGHT', 'TOKEN'));
ALTER TABLE signing.key DROP CONSTRAINT key_check;
ALTER TABLE signing.key ADD CONSTRAINT key_check
    CHECK ((closed_key IS NULL) = (ended_at IS NOT NULL OR source = 'TOKEN'));

-- Whose a key in the token is: one person of the installation says so, another confirms it.
CREATE TABLE signing.token_key (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    official    uuid NOT NULL,
    fingerprint text NOT NULL,
    certificate bytea NOT NULL,
    said_by     text NOT NULL,
    said_at     timestamptz NOT NULL,
    assigned_by text,
    assigned_at timestamptz,
    ended_by    text,
    ended_at    timestamptz,
    PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX token_key_of_one ON signing.token_key (fingerprint)
    WHERE assigned_at IS NOT NULL AND ended_at IS NULL;
COMMENT ON COLUMN signing.token_key.fingerprint IS 'SHA-256 of the certificate, in hexadecimal';
SELECT isolation.isolate('signing.token_key');

CREATE TABLE signing.refused_pin (
    mark       bytea PRIMARY KEY,
    refused_at timestamptz NOT NULL
);
COMMENT ON TABLE signing.refused_pin IS 'what the token refused is not tried again; made with a key of the vault';
