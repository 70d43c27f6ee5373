CREATE SCHEMA api;

-- What was answered under a key that a program chose, so that the same request asked again gets the same answer.
CREATE TABLE api.answer (
    agency_id    uuid NOT NULL,
    account_id   uuid NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    begun_at     timestamptz NOT NULL,
    status       int,
    headers      text[],
    body         bytea,
    PRIMARY KEY (agency_id, account_id, key)
);
CREATE INDEX answer_begun ON api.answer (begun_at);
COMMENT ON COLUMN api.answer.status IS 'null while it is worked on, and for good if that was cut off';
SELECT isolation.isolate('api.answer');
