-- The address under which a person's calendar program reads their leave: the secret only as a hash.
CREATE TABLE leave.feed (
    agency_id   uuid        NOT NULL,
    account     uuid        NOT NULL,
    with_team   boolean     NOT NULL,
    secret_hash bytea       NOT NULL UNIQUE,
    made_at     timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account)
);
COMMENT ON COLUMN leave.feed.with_team IS 'that those below are away, too';
SELECT isolation.isolate('leave.feed');
