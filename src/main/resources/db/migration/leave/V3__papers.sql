-- All kinds: those that are no request in Sala are recorded from the signed paper.
ALTER TABLE leave.request DROP CONSTRAINT IF EXISTS request_kind_check;
ALTER TABLE leave.request ADD CONSTRAINT request_kind_check CHECK (kind IN (
    'SICK', 'INJURED', 'MATERNITY', 'PATERNITY', 'PERSONAL', 'CHILD_RAISING', 'VACATION', 'ORDINATION', 'CALL_UP', 'STUDY', 'ORGANISATION',
    'SPOUSE', 'REHABILITATION'));

-- What a paper says beside what stands in its request.
CREATE TABLE leave.paper (
    agency_id      uuid        NOT NULL,
    request        uuid        NOT NULL,
    office         text        NOT NULL,
    power          text        NOT NULL,
    approver_name  text        NOT NULL,
    approver_title text        NOT NULL,
    approved_on    date        NOT NULL,
    approval       text        NOT NULL,
    handed_in      date        NOT NULL,
    explanation    text        NOT NULL,
    breaches       text        NOT NULL,
    converted_from uuid,
    version        int         NOT NULL CHECK (version > 0),
    recorded_at    timestamptz NOT NULL,
    recorded_by    text        NOT NULL,
    PRIMARY KEY (agency_id, request),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id),
    FOREIGN KEY (agency_id, converted_from) REFERENCES leave.request (agency_id, id)
);
COMMENT ON COLUMN leave.paper.power IS 'whose power it was; who signed may have had it by delegation';
COMMENT ON COLUMN leave.paper.approval IS 'number and date of the paper, or where on it the approval stands';
COMMENT ON COLUMN leave.paper.breaches IS 'what is not as a clause says and was recorded with the explanation, between spaces';
COMMENT ON COLUMN leave.paper.converted_from IS 'the leave whose days became personal leave with this one';
CREATE INDEX paper_recorded ON leave.paper (agency_id, recorded_at DESC, request);
SELECT isolation.isolate('leave.paper');

-- What it says of its kind.
CREATE TABLE leave.fact (
    agency_id uuid NOT NULL,
    request   uuid NOT NULL,
    fact      text NOT NULL,
    value     text NOT NULL,
    PRIMARY KEY (agency_id, request, fact),
    FOREIGN KEY (agency_id, request) REFERENCES leave.paper (agency_id, request)
);
COMMENT ON COLUMN leave.fact.value IS 'days and moments as ISO 8601, choices by their names';
SELECT isolation.isolate('leave.fact');

-- What became of a paper, and by whom.
CREATE TABLE leave.paper_change (
    agency_id  uuid        NOT NULL,
    request    uuid        NOT NULL,
    number     int         NOT NULL CHECK (number > 0),
    what       text        NOT NULL CHECK (what IN ('RECORDED', 'CORRECTED', 'ENDED', 'CONVERTED', 'OVERRIDDEN')),
    first_day  date        NOT NULL,
    from_noon  boolean     NOT NULL,
    last_day   date        NOT NULL,
    until_noon boolean     NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL,
    by         text        NOT NULL,
    because    uuid,
    PRIMARY KEY (agency_id, request, number),
    FOREIGN KEY (agency_id, because) REFERENCES leave.request (agency_id, id),
    FOREIGN KEY (agency_id, request) REFERENCES leave.request (agency_id, id)
);
COMMENT ON COLUMN leave.paper_change.first_day IS 'the days as they were after it; before it, where none were left';
COMMENT ON COLUMN leave.paper_change.because IS 'the maternity leave that ended it';
CREATE INDEX paper_change_because ON leave.paper_change (agency_id, because) WHERE because IS NOT NULL;
SELECT isolation.isolate('leave.paper_change');
REVOKE UPDATE, DELETE ON leave.paper_change FROM sala_app;

-- What is still to be done after a leave.
CREATE TABLE leave.duty (
    agency_id uuid NOT NULL,
    request   uuid NOT NULL,
    duty      text NOT NULL CHECK (duty IN ('FULL_FORM', 'RETURN', 'RESULT', 'REPORT_ABOVE', 'TELL_CABINET')),
    due_on    date,
    done_on   date,
    done_by   text,
    PRIMARY KEY (agency_id, request, duty),
    FOREIGN KEY (agency_id, request) REFERENCES leave.paper (agency_id, request),
    CHECK ((done_on IS NULL) = (done_by IS NULL))
);
COMMENT ON COLUMN leave.duty.due_on IS 'the last day; null where there is none, or it depends on what is not known yet';
COMMENT ON COLUMN leave.duty.done_by IS 'who recorded that it is done';
CREATE INDEX duty_open ON leave.duty (agency_id, due_on) WHERE done_on IS NULL;
SELECT isolation.isolate('leave.duty');

-- What an official lays before the head that is no leave: going abroad, and an event that kept them from work.
CREATE TABLE leave.petition (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    matter      text        NOT NULL CHECK (matter IN ('ABROAD', 'EVENT')),
    account     uuid        NOT NULL,
    official    uuid        NOT NULL,
    name        text        NOT NULL,
    title       text        NOT NULL,
    first_day   date        NOT NULL,
    from_noon   boolean     NOT NULL,
    last_day    date        NOT NULL,
    until_noon  boolean     NOT NULL,
    neighbour   text        CHECK (neighbour IN ('MYANMAR', 'LAOS', 'CAMBODIA', 'MALAYSIA')),
    country     text        NOT NULL,
    words       text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN ('WAITING', 'GRANTED', 'DENIED', 'WITHDRAWN')),
    to_official uuid,
    to_position uuid,
    to_name     text,
    to_title    text,
    sent_at     timestamptz,
    ended_at    timestamptz,
    ended_by    text,
    told_above  boolean     NOT NULL,
    told_on     date,
    becomes     uuid,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official) REFERENCES leave.person (agency_id, official),
    FOREIGN KEY (agency_id, becomes) REFERENCES leave.request (agency_id, id),
    CHECK ((state = 'WAITING') = (to_official IS NOT NULL)),
    CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
COMMENT ON COLUMN leave.petition.told_above IS 'whether what was permitted is to be told to who stands above the head';
COMMENT ON COLUMN leave.petition.becomes IS 'the personal leave that the days are, where the event was none';
CREATE INDEX petition_of_person ON leave.petition (agency_id, official, asked_at DESC, id DESC);
CREATE INDEX petition_waiting ON leave.petition (agency_id, sent_at) WHERE state = 'WAITING';
SELECT isolation.isolate('leave.petition');

CREATE TABLE leave.petition_opinion (
    agency_id uuid        NOT NULL,
    petition  uuid        NOT NULL,
    number    int         NOT NULL CHECK (number > 0),
    official  uuid        NOT NULL,
    name      text        NOT NULL,
    title     text        NOT NULL,
    agrees    boolean     NOT NULL,
    decides   boolean     NOT NULL,
    words     text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, petition, number),
    FOREIGN KEY (agency_id, petition) REFERENCES leave.petition (agency_id, id)
);
SELECT isolation.isolate('leave.petition_opinion');
REVOKE UPDATE, DELETE ON leave.petition_opinion FROM sala_app;

-- Positions of governors and district chiefs whose area lies next to a country.
CREATE TABLE leave.border (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    position  uuid        NOT NULL,
    office    text        NOT NULL CHECK (office IN ('GOVERNOR', 'DISTRICT_CHIEF')),
    neighbour text        NOT NULL CHECK (neighbour IN ('MYANMAR', 'LAOS', 'CAMBODIA', 'MALAYSIA')),
    from_day  date        NOT NULL,
    until_day date,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON COLUMN leave.border.until_day IS 'the first day without';
SELECT isolation.isolate('leave.border');

-- Who is here from another agency, and up to which day it was told their leave.
CREATE TABLE leave.secondment (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    official  uuid        NOT NULL,
    home      text        NOT NULL,
    source    text        NOT NULL,
    from_day  date        NOT NULL,
    until_day date,
    told      date        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
COMMENT ON COLUMN leave.secondment.until_day IS 'the first day without';
COMMENT ON COLUMN leave.secondment.told IS 'the last day that the home agency knows of; at first the day before the secondment';
SELECT isolation.isolate('leave.secondment');
