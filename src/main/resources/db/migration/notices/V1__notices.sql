CREATE SCHEMA notices;

CREATE TABLE notices.notice (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    account     uuid NOT NULL,
    key         text NOT NULL,
    message_key text NOT NULL,
    arguments   text[] NOT NULL,
    path        text NOT NULL CHECK (path LIKE '/%' AND path NOT LIKE '//%'),
    told_at     timestamptz NOT NULL,
    read_at     timestamptz,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, account, key)
);
CREATE INDEX notice_unread ON notices.notice (agency_id, account, told_at) WHERE read_at IS NULL;
CREATE INDEX notice_told ON notices.notice (agency_id, account, told_at);
COMMENT ON COLUMN notices.notice.key IS 'given by the teller: told twice under one key, a person sees it once';
SELECT isolation.isolate('notices.notice');
