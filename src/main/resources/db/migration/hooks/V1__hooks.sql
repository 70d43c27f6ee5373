CREATE SCHEMA hooks;

-- Addresses of an agency's own systems that are told when something happens.
CREATE TABLE hooks.hook (
    agency_id     uuid NOT NULL,
    id            uuid NOT NULL,
    address       text NOT NULL CHECK (address <> ''),
    events        text[] NOT NULL CHECK (cardinality(events) > 0),
    secret        bytea NOT NULL,
    made_at       timestamptz NOT NULL,
    made_by       uuid NOT NULL,
    active        boolean NOT NULL DEFAULT true,
    failing_since timestamptz,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON COLUMN hooks.hook.secret IS 'closed with a key of the vault';
SELECT isolation.isolate('hooks.hook');

CREATE TABLE hooks.delivery (
    agency_id uuid NOT NULL,
    id        uuid NOT NULL,
    hook_id   uuid NOT NULL,
    event     text NOT NULL,
    about     uuid NOT NULL,
    at        timestamptz NOT NULL,
    attempts  int NOT NULL DEFAULT 0,
    next_at   timestamptz,
    tried_at  timestamptz,
    result    text NOT NULL DEFAULT '',
    delivered boolean NOT NULL DEFAULT false,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, hook_id) REFERENCES hooks.hook (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX delivery_due ON hooks.delivery (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX delivery_of_hook ON hooks.delivery (agency_id, hook_id, at DESC);
COMMENT ON COLUMN hooks.delivery.next_at IS 'null once it is delivered or given up';
SELECT isolation.isolate('hooks.delivery');
