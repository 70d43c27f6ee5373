-- Browsers that are told that there is something to see. The address is the browser maker's.
CREATE TABLE notices.push_device (
    agency_id  uuid NOT NULL,
    id         uuid NOT NULL,
    account    uuid NOT NULL,
    address    text NOT NULL CHECK (address LIKE 'http%'),
    program    text NOT NULL,
    system     text NOT NULL,
    rhythm     text NOT NULL CHECK (rhythm IN ('SOON', 'DAILY')),
    added_at   timestamptz NOT NULL,
    told_at    timestamptz NOT NULL,
    failures   int NOT NULL DEFAULT 0,
    next_try   timestamptz,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, account, address)
);
COMMENT ON COLUMN notices.push_device.told_at IS 'what was told to the person until then the device has been told of';
COMMENT ON COLUMN notices.push_device.next_try IS 'not before, after a failure or while one is trying';
SELECT isolation.isolate('notices.push_device');
