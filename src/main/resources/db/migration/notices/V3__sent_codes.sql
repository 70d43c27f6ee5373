-- How many codes were sent for an account, and to an address by whomsoever, on a day.
CREATE TABLE notices.sent_codes (
    subject bytea NOT NULL,
    day     date NOT NULL,
    codes   int NOT NULL,
    PRIMARY KEY (subject, day)
);
CREATE INDEX sent_codes_day ON notices.sent_codes (day);
COMMENT ON COLUMN notices.sent_codes.subject IS 'hash of the account or the address';
