-- Mailboxes that a mail service outside keeps: how they are read and written through, and how far reading got.

CREATE TABLE mail.outside_mailbox (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    address       text        NOT NULL CHECK (address = lower(address) AND address LIKE '%_@_%'),
    -- certificates in PEM that are believed; empty for those of the machine
    trusted       text        NOT NULL,
    -- IMAP; all null where the mailbox is not read
    imap_host     text,
    imap_port     int         CHECK (imap_port BETWEEN 1 AND 65535),
    imap_line     text        CHECK (imap_line IN ('TLS', 'STARTTLS', 'NONE')),
    imap_username text,
    imap_password bytea,
    -- submission
    smtp_host     text        NOT NULL,
    smtp_port     int         NOT NULL CHECK (smtp_port BETWEEN 1 AND 65535),
    smtp_line     text        NOT NULL CHECK (smtp_line IN ('TLS', 'STARTTLS', 'NONE')),
    smtp_username text        NOT NULL,
    smtp_password bytea       NOT NULL,
    -- what came to the mailbox before is not read
    read_since    timestamptz NOT NULL,
    -- a trial with these settings went well
    active        boolean     NOT NULL,
    changed_at    timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, address),
    CHECK (num_nulls(imap_host, imap_port, imap_line, imap_username, imap_password) IN (0, 5))
);
COMMENT ON COLUMN mail.outside_mailbox.imap_password IS 'closed by a key of the vault, as smtp_password';
SELECT isolation.isolate('mail.outside_mailbox');

CREATE TABLE mail.outside_reading (
    agency_id    uuid        NOT NULL,
    mailbox      uuid        NOT NULL,
    -- which process reads, and until when that is believed
    lease        uuid,
    lease_until  timestamptz CHECK ((lease IS NULL) = (lease_until IS NULL)),
    -- the last message that was read, by the server's own numbers; null before the first time
    uid_validity bigint,
    last_uid     bigint      NOT NULL DEFAULT 0,
    contact_at   timestamptz,
    trouble      text        NOT NULL DEFAULT '',
    trouble_at   timestamptz CHECK ((trouble = '') = (trouble_at IS NULL)),
    -- how many messages were read
    read         bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (agency_id, mailbox),
    FOREIGN KEY (agency_id, mailbox) REFERENCES mail.outside_mailbox (agency_id, id) ON DELETE CASCADE
);
SELECT isolation.isolate('mail.outside_reading');

-- Messages that were not read, and why: they are in the mailbox, where people must look.
CREATE TABLE mail.outside_left (
    agency_id    uuid        NOT NULL,
    mailbox      uuid        NOT NULL,
    uid_validity bigint      NOT NULL,
    uid          bigint      NOT NULL,
    reason       text        NOT NULL CHECK (reason IN ('TOO_LARGE', 'GONE', 'FAILED')),
    size         bigint      NOT NULL,
    received_at  timestamptz NOT NULL,
    left_at      timestamptz NOT NULL,
    PRIMARY KEY (agency_id, mailbox, uid_validity, uid),
    FOREIGN KEY (agency_id, mailbox) REFERENCES mail.outside_mailbox (agency_id, id) ON DELETE CASCADE
);
SELECT isolation.isolate('mail.outside_left');
