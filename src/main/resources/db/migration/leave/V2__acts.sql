-- What befell a request beside what was said to it: who changed its way or its days, and why.
CREATE TABLE leave.trace (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    request    uuid        NOT NULL,
    act        text        NOT NULL CHECK (act IN ('FILED_FOR', 'ABOVE_ON_LEAVE', 'ABOVE_NOT_THERE', 'ABOVE_CANNOT_ACT', 'REGULAR_TOLD', 'MOVED_ON',
                                                   'RECALLED', 'CORRECTED', 'RECOUNTED', 'PAPER_ASKED', 'PAPER_ADDED', 'COMPLETED')),
    by         text        NOT NULL,
    title      text        NOT NULL,
    about      uuid,
    words      text        NOT NULL,
    begin_half bigint,
    end_half   bigint,
    halves     int,
    at         timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id),
    CHECK ((begin_half IS NULL) = (end_half IS NULL))
);
COMMENT ON COLUMN leave.trace.by IS 'empty: the program';
COMMENT ON COLUMN leave.trace.about IS 'the official whom it passed by, if it did';
COMMENT ON COLUMN leave.trace.begin_half IS 'the days of the leave before they were changed, as half days since 1970';
COMMENT ON COLUMN leave.trace.halves IS 'what it gave back to the ledger; negative: what it took';
CREATE INDEX trace_of_request ON leave.trace (agency_id, request, at);
SELECT isolation.isolate('leave.trace');
REVOKE UPDATE, DELETE ON leave.trace FROM sala_app;

-- What a request still lacks.
CREATE TABLE leave.owed (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    request   uuid        NOT NULL,
    what      text        NOT NULL CHECK (what IN ('CERTIFICATE', 'EXAMINATION', 'FULL_FORM', 'OWN_FORM')),
    words     text        NOT NULL,
    asker     uuid,
    at        timestamptz NOT NULL,
    met_at    timestamptz,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id)
);
COMMENT ON COLUMN leave.owed.asker IS 'the approver who asked for it; null: the regulation asks';
CREATE UNIQUE INDEX owed_once ON leave.owed (agency_id, request, what) WHERE met_at IS NULL;
CREATE INDEX owed_open ON leave.owed (agency_id, id) WHERE met_at IS NULL;
SELECT isolation.isolate('leave.owed');

-- Papers that came after the request.
CREATE TABLE leave.later_paper (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    request   uuid        NOT NULL,
    sha256    text        NOT NULL,
    size      bigint      NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id)
);
CREATE INDEX paper_of_request ON leave.later_paper (agency_id, request, at);
SELECT isolation.isolate('leave.later_paper');
REVOKE UPDATE, DELETE ON leave.later_paper FROM sala_app;

-- The weekdays off with which the leaves over them were counted last.
CREATE TABLE leave.counted_holiday (
    agency_id uuid NOT NULL,
    day       date NOT NULL,
    PRIMARY KEY (agency_id, day)
);
SELECT isolation.isolate('leave.counted_holiday');
CREATE INDEX request_by_days ON leave.request (agency_id, last_day) WHERE cancels IS NULL AND state = 'APPROVED';

ALTER TABLE leave.line DROP CONSTRAINT line_entry_check;
ALTER TABLE leave.line DROP CONSTRAINT line_check;
ALTER TABLE leave.line ADD CONSTRAINT line_entry_check
    CHECK (entry IN ('GRANTED', 'EXTRA', 'CARRIED', 'TAKEN', 'CANCELLED', 'CORRECTED', 'RECOUNTED'));
ALTER TABLE leave.line ADD CONSTRAINT line_check
    CHECK ((entry IN ('TAKEN', 'CANCELLED', 'CORRECTED', 'RECOUNTED')) = (request IS NOT NULL));

-- The yearly closing: from a fiscal year's lines to the rights of the next one, official by official in the order of their ids.
CREATE TABLE leave.closing (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    year      int         NOT NULL,
    account   uuid        NOT NULL,
    by        text        NOT NULL,
    at        timestamptz NOT NULL,
    people    int         NOT NULL,
    after     uuid,
    entered   int         NOT NULL,
    kept      int         NOT NULL,
    missing   int         NOT NULL,
    carried   bigint      NOT NULL,
    ended_at  timestamptz,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON COLUMN leave.closing.year IS 'the fiscal year that is closed';
COMMENT ON COLUMN leave.closing.after IS 'the official that was done last';
COMMENT ON COLUMN leave.closing.carried IS 'half days carried over by all together';
CREATE UNIQUE INDEX closing_under_way ON leave.closing (agency_id) WHERE ended_at IS NULL;
SELECT isolation.isolate('leave.closing');

-- A right that no officer typed.
ALTER TABLE leave.service ADD COLUMN closing uuid;
COMMENT ON COLUMN leave.service.closing IS 'the closing that worked it out; null: an officer entered it';
