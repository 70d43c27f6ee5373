CREATE SCHEMA letters;

-- ---- letters out ----

CREATE TABLE letters.outgoing (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    version     int         NOT NULL DEFAULT 1,
    stage       text        NOT NULL CHECK (stage IN ('DRAFT', 'NUMBERED', 'SENT', 'PAPER', 'DISCARDED')),
    signer_id   uuid        NOT NULL,
    circular    boolean     NOT NULL DEFAULT false,
    urgency     text        NOT NULL CHECK (urgency IN ('NORMAL', 'SOON', 'URGENT', 'IMMEDIATE')),
    secrecy     text        NOT NULL DEFAULT '',
    owner_code  text        NOT NULL,
    subject     text        NOT NULL,
    salutation  text        NOT NULL DEFAULT '',
    proposal    text        NOT NULL DEFAULT '',
    body        text        NOT NULL DEFAULT '',
    citations   text        NOT NULL DEFAULT '',
    enclosures  text        NOT NULL DEFAULT '',
    contact     text        NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    changed_at  timestamptz NOT NULL,
    changed_by  text        NOT NULL,
    number_text text,
    letter_date date,
    signed_at   timestamptz,
    signed_by   text,
    PRIMARY KEY (agency_id, id),
    CHECK ((stage IN ('NUMBERED', 'SENT', 'PAPER')) <= (number_text IS NOT NULL AND letter_date IS NOT NULL AND signed_at IS NOT NULL))
);
CREATE INDEX outgoing_by_change ON letters.outgoing (agency_id, stage, changed_at DESC);
CREATE INDEX outgoing_to_dispatch ON letters.outgoing (signed_at) WHERE stage = 'NUMBERED';
SELECT isolation.isolate('letters.outgoing');

CREATE TABLE letters.addressee (
    agency_id       uuid NOT NULL,
    outgoing_id     uuid NOT NULL,
    mail_id         uuid NOT NULL,
    position        int  NOT NULL,
    to_agency       uuid NOT NULL,
    to_agency_name  text NOT NULL,
    to_central      text NOT NULL,
    to_name         text NOT NULL,
    to_title        text NOT NULL,
    to_mail         text NOT NULL,
    message_id      text,
    queued_at       timestamptz,
    copied_at       timestamptz,
    delivery        text NOT NULL DEFAULT 'WAITING' CHECK (delivery IN ('WAITING', 'QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'IN_DOUBT')),
    delivery_at     timestamptz,
    delivery_note   text NOT NULL DEFAULT '',
    answer          text CHECK (answer IN ('ACKNOWLEDGED', 'RETURNED')),
    answer_number   text,
    answer_received timestamptz,
    answer_reason   text,
    answered_at     timestamptz,
    answer_mail     uuid,
    PRIMARY KEY (agency_id, outgoing_id, mail_id),
    UNIQUE (agency_id, outgoing_id, to_mail),
    FOREIGN KEY (agency_id, outgoing_id) REFERENCES letters.outgoing (agency_id, id),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
COMMENT ON COLUMN letters.addressee.mail_id IS 'of the one mail to this addressee and both central accounts';
COMMENT ON COLUMN letters.addressee.copied_at IS 'when the copy reached our own central account (C1)';
CREATE UNIQUE INDEX addressee_by_message ON letters.addressee (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX addressee_unanswered ON letters.addressee (agency_id, queued_at) WHERE answer IS NULL AND queued_at IS NOT NULL;
SELECT isolation.isolate('letters.addressee');

-- ---- letters in ----

CREATE TABLE letters.incoming (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    channel       text        NOT NULL CHECK (channel IN ('MAIL', 'COUNTER', 'POST')),
    stage         text        NOT NULL CHECK (stage IN ('ARRIVED', 'REGISTERED', 'RETURNED', 'FORWARDED')),
    mail_id       uuid,
    message_id    text,
    sender_mail   text        NOT NULL DEFAULT '',
    sender_name   text        NOT NULL DEFAULT '',
    sender_agency text        NOT NULL DEFAULT '',
    sender_known  boolean     NOT NULL DEFAULT false,
    sender_central text       NOT NULL DEFAULT '',
    receiver      text        NOT NULL DEFAULT '',
    letter_number text        NOT NULL DEFAULT '',
    letter_date   date,
    subject       text        NOT NULL DEFAULT '',
    urgency       text        NOT NULL CHECK (urgency IN ('NORMAL', 'SOON', 'URGENT', 'IMMEDIATE')),
    body          text        NOT NULL DEFAULT '',
    arrived_at    timestamptz NOT NULL,
    deemed_at     timestamptz NOT NULL,
    registered_at timestamptz,
    reply         text        CHECK (reply IN ('ACKNOWLEDGE', 'RETURN', 'FORWARD')),
    reply_mail    uuid,
    reply_queued  timestamptz,
    outcome       text        NOT NULL DEFAULT '',
    outcome_by    text        NOT NULL DEFAULT '',
    outcome_at    timestamptz,
    forward_to    text        NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, id),
    CHECK ((channel = 'MAIL') = (mail_id IS NOT NULL)),
    CHECK ((stage = 'ARRIVED') = (registered_at IS NULL AND outcome_at IS NULL))
);
CREATE UNIQUE INDEX incoming_by_message ON letters.incoming (agency_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX incoming_arrived ON letters.incoming (agency_id, arrived_at) WHERE stage = 'ARRIVED';
CREATE INDEX incoming_by_arrival ON letters.incoming (agency_id, arrived_at DESC);
CREATE INDEX incoming_to_reply ON letters.incoming (agency_id) WHERE reply IS NOT NULL AND reply_queued IS NULL;
SELECT isolation.isolate('letters.incoming');

-- ---- files of letters out and in; the bytes are in the file store ----

CREATE TABLE letters.attachment (
    agency_id  uuid   NOT NULL,
    letter_id  uuid   NOT NULL,
    position   int    NOT NULL,
    role       text   NOT NULL CHECK (role IN ('LETTER', 'ENCLOSURE')),
    name       text   NOT NULL CHECK (name <> ''),
    media_type text   NOT NULL,
    sha256     text   NOT NULL,
    size       bigint NOT NULL,
    verdict    text   NOT NULL DEFAULT '',
    pages      int,
    page_text  text   NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, letter_id, position)
);
CREATE UNIQUE INDEX attachment_one_letter ON letters.attachment (agency_id, letter_id) WHERE role = 'LETTER';
SELECT isolation.isolate('letters.attachment');

-- ---- what came and is no letter that we understand: visible until a person has decided ----

CREATE TABLE letters.unsorted (
    agency_id   uuid        NOT NULL,
    mail_id     uuid        NOT NULL,
    reason      text        NOT NULL,
    sender      text        NOT NULL DEFAULT '',
    subject     text        NOT NULL DEFAULT '',
    arrived_at  timestamptz NOT NULL,
    reply_mail  uuid,
    reply_queued timestamptz,
    settled_at  timestamptz,
    settled_by  text,
    settled_as  text,
    PRIMARY KEY (agency_id, mail_id)
);
CREATE INDEX unsorted_open ON letters.unsorted (agency_id, arrived_at) WHERE settled_at IS NULL;
CREATE INDEX unsorted_to_reply ON letters.unsorted (agency_id) WHERE reply_mail IS NOT NULL AND reply_queued IS NULL;
SELECT isolation.isolate('letters.unsorted');

-- ---- the story: acts that no other table keeps ----

CREATE TABLE letters.act (
    agency_id uuid        NOT NULL,
    letter_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    at        timestamptz NOT NULL,
    what      text        NOT NULL,
    by_whom   text        NOT NULL DEFAULT '',
    detail    text        NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, letter_id, id)
);
SELECT isolation.isolate('letters.act');

-- ---- when the central account was looked at (I6) ----

CREATE TABLE letters.look (
    agency_id uuid        NOT NULL,
    account   uuid        NOT NULL,
    at        timestamptz NOT NULL,
    name      text        NOT NULL,
    waiting   int         NOT NULL,
    PRIMARY KEY (agency_id, at, account)
);
SELECT isolation.isolate('letters.look');
