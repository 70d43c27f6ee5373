-- Mail of this installation's agencies: who has a mailbox, what came in, what goes out and how far it got.

CREATE SCHEMA mail;

-- Addresses that the inbound listener accepts mail for.
CREATE TABLE mail.mailbox (
    agency_id uuid NOT NULL,
    address   text NOT NULL CHECK (address = lower(address) AND address LIKE '%_@_%'),
    kind      text NOT NULL CHECK (kind IN ('CENTRAL', 'PERSON')),
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, address),
    UNIQUE (address)
);
SELECT isolation.isolate_writes('mail.mailbox');

-- One row an agency and message, however many of its recipients got it. The bytes are in the file store.
CREATE TABLE mail.received (
    agency_id     uuid NOT NULL,
    id            uuid NOT NULL,
    message_id    text NOT NULL,
    sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size          bigint NOT NULL,
    envelope_from text NOT NULL,
    client        text NOT NULL,
    helo          text NOT NULL,
    received_at   timestamptz NOT NULL,
    -- the account that handed it in at the submission listener
    submitted_by  uuid,
    -- why nobody could read it; null while it was not read or when it could be
    unreadable    text,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, message_id, sha256)
);
CREATE INDEX received_at ON mail.received (agency_id, received_at);
SELECT isolation.isolate('mail.received');

CREATE TABLE mail.received_recipient (
    agency_id uuid NOT NULL,
    mail      uuid NOT NULL,
    recipient text NOT NULL,
    PRIMARY KEY (agency_id, mail, recipient),
    FOREIGN KEY (agency_id, mail) REFERENCES mail.received (agency_id, id)
);
SELECT isolation.isolate('mail.received_recipient');

-- A mail as it leaves: its bytes never change again.
CREATE TABLE mail.outgoing (
    agency_id  uuid NOT NULL,
    id         uuid NOT NULL,
    message_id text NOT NULL,
    sender     text NOT NULL,
    sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint NOT NULL,
    queued_at  timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, message_id)
);
SELECT isolation.isolate('mail.outgoing');

CREATE TABLE mail.delivery (
    agency_id    uuid NOT NULL,
    mail         uuid NOT NULL,
    recipient    text NOT NULL,
    state        text NOT NULL
                 CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'IN_DOUBT', 'CORRECTED')),
    -- of the state: when it began
    changed_at   timestamptz NOT NULL,
    -- from when on five days are counted until sending is given up
    since        timestamptz NOT NULL,
    attempts     int NOT NULL DEFAULT 0,
    next_attempt timestamptz CHECK ((state = 'QUEUED') = (next_attempt IS NOT NULL)),
    -- while it is being sent: by which process, and until when that is believed
    lease        uuid CHECK ((state = 'SENDING') = (lease IS NOT NULL)),
    lease_until  timestamptz CHECK ((state = 'SENDING') = (lease_until IS NOT NULL)),
    -- whether the message's bytes may be at the far server already, and whether that one recognises a second copy
    handed_over  boolean NOT NULL DEFAULT false,
    dedupes      boolean NOT NULL DEFAULT false,
    -- what the far server, or a report of delivery, said last; the reason of a bounce or a doubt
    reply        text NOT NULL DEFAULT '',
    corrected_to text CHECK ((state = 'CORRECTED') = (corrected_to IS NOT NULL)),
    PRIMARY KEY (agency_id, mail, recipient),
    FOREIGN KEY (agency_id, mail) REFERENCES mail.outgoing (agency_id, id)
);
CREATE INDEX delivery_due ON mail.delivery (next_attempt) WHERE state = 'QUEUED';
CREATE INDEX delivery_leased ON mail.delivery (lease_until) WHERE state = 'SENDING';
SELECT isolation.isolate('mail.delivery');

-- Which server takes the mail of a domain; '*' is the smarthost for all others. Of the whole installation.
CREATE TABLE mail.route (
    domain     text PRIMARY KEY CHECK (domain = lower(domain)),
    host       text NOT NULL,
    port       int NOT NULL CHECK (port BETWEEN 1 AND 65535),
    encryption text NOT NULL CHECK (encryption IN ('REQUIRED', 'OPPORTUNISTIC', 'NONE')),
    -- the far server recognises a second copy of a message (another Sala)
    dedupes    boolean NOT NULL,
    username   text,
    -- AES-GCM by the key of the installation's secrets
    password   bytea,
    changed_at timestamptz NOT NULL
);
