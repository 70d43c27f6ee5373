-- How a person wants to hear by e-mail that there is something to see. Without a row: not at all.
CREATE TABLE notices.mail_wish (
    agency_id    uuid NOT NULL,
    account      uuid NOT NULL,
    address      text NOT NULL CHECK (address <> ''),
    rhythm       text NOT NULL CHECK (rhythm IN ('NEVER', 'SOON', 'DAILY')),
    code_hash    bytea,
    code_until   timestamptz,
    tries        int NOT NULL DEFAULT 0,
    confirmed_at timestamptz,
    mailed_at    timestamptz,
    PRIMARY KEY (agency_id, account)
);
COMMENT ON COLUMN notices.mail_wish.code_hash IS 'of the code that was sent to the address and not typed yet';
COMMENT ON COLUMN notices.mail_wish.mailed_at IS 'when it was last looked whether there is something to say';
SELECT isolation.isolate('notices.mail_wish');
