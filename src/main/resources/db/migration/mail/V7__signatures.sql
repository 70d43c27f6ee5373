-- Keys with which the domains of this installation sign their mail. Of the whole installation, as domains are:
-- agencies may share one. At most one key of a domain signs, at most one waits for its record to be seen.
CREATE TABLE mail.signing_key (
    domain      text        NOT NULL CHECK (domain = lower(domain)),
    selector    text        NOT NULL,
    -- closed by a key of the vault
    private_key bytea       NOT NULL,
    public_key  text        NOT NULL,
    made_at     timestamptz NOT NULL,
    signs_from  timestamptz,
    retired_at  timestamptz CHECK (retired_at IS NULL OR signs_from IS NOT NULL),
    PRIMARY KEY (domain, selector)
);
CREATE UNIQUE INDEX signing_key_signs ON mail.signing_key (domain)
 WHERE signs_from IS NOT NULL AND retired_at IS NULL;
CREATE UNIQUE INDEX signing_key_waits ON mail.signing_key (domain) WHERE signs_from IS NULL;

-- The signature of a mail, made when it first leaves: every attempt sends the same bytes. Empty where nothing signs.
CREATE TABLE mail.signature (
    agency_id uuid NOT NULL,
    mail      uuid NOT NULL,
    field     text NOT NULL,
    PRIMARY KEY (agency_id, mail),
    FOREIGN KEY (agency_id, mail) REFERENCES mail.outgoing (agency_id, id)
);
SELECT isolation.isolate('mail.signature');
