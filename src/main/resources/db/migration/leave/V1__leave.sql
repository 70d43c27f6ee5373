CREATE SCHEMA leave;

-- Whoever has leave, to be locked while anything of theirs is counted.
CREATE TABLE leave.person (
    agency_id uuid NOT NULL,
    official  uuid NOT NULL,
    PRIMARY KEY (agency_id, official)
);
SELECT isolation.isolate('leave.person');

-- A request for leave, or for taking back the days of one that are not yet taken.
CREATE TABLE leave.request (
    agency_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    account      uuid        NOT NULL,
    official     uuid        NOT NULL,
    name         text        NOT NULL,
    title        text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('SICK', 'INJURED', 'PERSONAL', 'VACATION')),
    cancels      uuid,
    first_day    date        NOT NULL,
    from_noon    boolean     NOT NULL,
    last_day     date        NOT NULL,
    until_noon   boolean     NOT NULL,
    begin_half   bigint      NOT NULL GENERATED ALWAYS AS ((first_day - DATE '1970-01-01') * 2 + from_noon::int) STORED,
    end_half     bigint      NOT NULL GENERATED ALWAYS AS ((last_day - DATE '1970-01-01') * 2 + 2 - until_noon::int) STORED,
    reason       text        NOT NULL,
    necessity    text        NOT NULL,
    contact      text        NOT NULL,
    paper_sha256 text,
    paper_size   bigint,
    asked_at     timestamptz NOT NULL,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'CANCELLED')),
    to_official  uuid,
    to_position  uuid,
    to_name      text,
    to_title     text,
    sent_at      timestamptz,
    ended_at     timestamptz,
    ended_by     text,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official) REFERENCES leave.person (agency_id, official),
    FOREIGN KEY (agency_id, cancels) REFERENCES leave.request (agency_id, id),
    CHECK (begin_half < end_half),
    CHECK ((paper_sha256 IS NULL) = (paper_size IS NULL)),
    CHECK ((state = 'WAITING') = (to_official IS NOT NULL)),
    CHECK ((state = 'WAITING') = (ended_at IS NULL)),
    -- no half day twice, from however many devices it is asked for
    CONSTRAINT no_day_twice EXCLUDE USING gist (agency_id WITH =, official WITH =, int8range(begin_half, end_half) WITH &&)
        WHERE (cancels IS NULL AND state IN ('WAITING', 'APPROVED'))
);
COMMENT ON COLUMN leave.request.cancels IS 'the leave whose days this asks to take back; null for a leave';
COMMENT ON COLUMN leave.request.begin_half IS 'half days since 1 January 1970';
COMMENT ON COLUMN leave.request.end_half IS 'the half day after the last one';
CREATE INDEX request_of_person ON leave.request (agency_id, official, asked_at DESC, id DESC);
CREATE INDEX request_waiting ON leave.request (agency_id, sent_at) WHERE state = 'WAITING';
CREATE UNIQUE INDEX request_cancels ON leave.request (agency_id, cancels) WHERE state = 'WAITING';
SELECT isolation.isolate('leave.request');

-- What those said who had a request before them, the last of them with the power to decide.
CREATE TABLE leave.opinion (
    agency_id uuid        NOT NULL,
    request   uuid        NOT NULL,
    number    int         NOT NULL CHECK (number > 0),
    official  uuid        NOT NULL,
    name      text        NOT NULL,
    title     text        NOT NULL,
    agrees    boolean     NOT NULL,
    decides   boolean     NOT NULL,
    words     text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, request, number),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id)
);
SELECT isolation.isolate('leave.opinion');
REVOKE UPDATE, DELETE ON leave.opinion FROM sala_app;

-- What gives and takes days; a balance is the sum of its lines and stands nowhere.
CREATE TABLE leave.line (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    official  uuid        NOT NULL,
    kind      text        NOT NULL,
    year      int         NOT NULL,
    entry     text        NOT NULL CHECK (entry IN ('GRANTED', 'EXTRA', 'CARRIED', 'TAKEN', 'CANCELLED')),
    halves    int         NOT NULL CHECK (halves <> 0),
    request   uuid,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official) REFERENCES leave.person (agency_id, official),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id),
    CHECK ((entry IN ('TAKEN', 'CANCELLED')) = (request IS NOT NULL)),
    CHECK (entry <> 'TAKEN' OR halves < 0),
    CHECK (entry <> 'CANCELLED' OR halves > 0)
);
COMMENT ON COLUMN leave.line.year IS 'the fiscal year, named for the year of the common era in which it ends';
COMMENT ON COLUMN leave.line.halves IS 'half days: what was given is positive, what was taken negative';
CREATE INDEX line_of_person ON leave.line (agency_id, official, year, kind);
CREATE INDEX line_of_request ON leave.line (agency_id, request);
SELECT isolation.isolate('leave.line');
REVOKE UPDATE, DELETE ON leave.line FROM sala_app;

-- From what a year's right to vacation was worked out, as it was entered last.
CREATE TABLE leave.service (
    agency_id     uuid        NOT NULL,
    official      uuid        NOT NULL,
    year          int         NOT NULL,
    appointed     date        NOT NULL,
    entry         text        NOT NULL CHECK (entry IN ('FIRST_APPOINTMENT', 'AFTER_RESIGNING', 'AFTER_POLITICS', 'AFTER_DISMISSAL', 'OTHER')),
    since         date        NOT NULL,
    hardship      boolean     NOT NULL,
    term_holidays boolean     NOT NULL,
    left_halves   int         NOT NULL CHECK (left_halves >= 0),
    at            timestamptz NOT NULL,
    by            text        NOT NULL,
    PRIMARY KEY (agency_id, official, year),
    FOREIGN KEY (agency_id, official) REFERENCES leave.person (agency_id, official)
);
SELECT isolation.isolate('leave.service');

-- The level of a position in the table of approvers, from a day on.
CREATE TABLE leave.level (
    agency_id uuid        NOT NULL,
    position  uuid        NOT NULL,
    from_day  date        NOT NULL,
    level     text        CHECK (level IN ('SECTION_HEAD', 'DIVISION_DIRECTOR', 'HEAD', 'PERMANENT_SECRETARY', 'MINISTER')),
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, position, from_day)
);
COMMENT ON COLUMN leave.level.level IS 'null: none from that day on';
SELECT isolation.isolate('leave.level');

-- Who keeps the agency's leave: enters rights, looks into balances.
CREATE TABLE leave.officer (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    official  uuid        NOT NULL,
    from_day  date        NOT NULL,
    until_day date,
    source    text        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
COMMENT ON COLUMN leave.officer.until_day IS 'the first day without';
SELECT isolation.isolate('leave.officer');

-- What the agency's own written orders let a level approve, beside the table that came with Sala.
CREATE TABLE leave.own_power (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    level     text        NOT NULL CHECK (level IN ('SECTION_HEAD', 'DIVISION_DIRECTOR', 'HEAD', 'PERMANENT_SECRETARY', 'MINISTER')),
    kind      text        NOT NULL CHECK (kind IN ('SICK', 'INJURED', 'PERSONAL', 'VACATION')),
    days      int         CHECK (days > 0),
    from_day  date        NOT NULL,
    until_day date,
    source    text        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day - 1)
);
COMMENT ON COLUMN leave.own_power.days IS 'at most in one leave; null: at discretion';
COMMENT ON COLUMN leave.own_power.until_day IS 'the last day';
SELECT isolation.isolate('leave.own_power');

-- The table that came with Sala holds for all agencies and says nothing of any: without agency_id.
CREATE TABLE leave.power (
    level     text    NOT NULL,
    kind      text    NOT NULL,
    days      int,
    from_day  date    NOT NULL,
    until_day date,
    source    text    NOT NULL,
    checked   boolean NOT NULL,
    PRIMARY KEY (level, kind, from_day)
);
COMMENT ON TABLE leave.power IS 'without agency_id: the regulation''s own table, the same for all';

-- The annexed table was not before us: these figures are general knowledge, and pages say so. Of vacation nothing is known but that it is
-- at discretion (ข้อ 27): until an agency enters its own order, its head alone.
INSERT INTO leave.power (level, kind, days, from_day, source, checked)
SELECT level, kind, days, DATE '2012-01-12', 'ตารางท้ายระเบียบว่าด้วยการลาของข้าราชการ พ.ศ. 2555 (ตัวเลขจากความรู้ทั่วไป)', false
  FROM (VALUES
    ('SECTION_HEAD', 'SICK', 30), ('SECTION_HEAD', 'INJURED', 30), ('SECTION_HEAD', 'PERSONAL', 15),
    ('DIVISION_DIRECTOR', 'SICK', 60), ('DIVISION_DIRECTOR', 'INJURED', 60), ('DIVISION_DIRECTOR', 'PERSONAL', 30),
    ('HEAD', 'SICK', 120), ('HEAD', 'INJURED', 120), ('HEAD', 'PERSONAL', 45), ('HEAD', 'VACATION', NULL),
    ('PERMANENT_SECRETARY', 'SICK', NULL), ('PERMANENT_SECRETARY', 'INJURED', NULL), ('PERMANENT_SECRETARY', 'PERSONAL', NULL), ('PERMANENT_SECRETARY', 'VACATION', NULL),
    ('MINISTER', 'SICK', NULL), ('MINISTER', 'INJURED', NULL), ('MINISTER', 'PERSONAL', NULL), ('MINISTER', 'VACATION', NULL)
  ) AS known (level, kind, days);
