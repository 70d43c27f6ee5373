CREATE SCHEMA timekeeping;

-- How an agency keeps time from a day on; before the first one it keeps none here.
CREATE TABLE timekeeping.rule (
    agency_id      uuid        NOT NULL,
    from_day       date        NOT NULL,
    grace          int         NOT NULL CHECK (grace BETWEEN 0 AND 240),
    from_opening   boolean     NOT NULL,
    morning_until  time        NOT NULL,
    afternoon_from time        NOT NULL,
    asks_position  boolean     NOT NULL,
    source         text        NOT NULL,
    at             timestamptz NOT NULL,
    by             text        NOT NULL,
    PRIMARY KEY (agency_id, from_day),
    CHECK (morning_until <= afternoon_from)
);
COMMENT ON COLUMN timekeeping.rule.grace IS 'minutes after the beginning of duty that are not late';
COMMENT ON COLUMN timekeeping.rule.from_opening IS 'who is late is so from the beginning of duty on, not from the end of the grace';
COMMENT ON COLUMN timekeeping.rule.asks_position IS 'whoever marks their time outside the office is asked for their position';
SELECT isolation.isolate('timekeeping.rule');

-- Networks of the agency's offices.
CREATE TABLE timekeeping.network (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    name      text        NOT NULL,
    range     cidr        NOT NULL,
    from_day  date        NOT NULL,
    until_day date,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
COMMENT ON COLUMN timekeeping.network.until_day IS 'the first day without';
SELECT isolation.isolate('timekeeping.network');

-- Who keeps the register, and who need not stand in it, by which order.
CREATE TABLE timekeeping.named (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    official  uuid        NOT NULL,
    role      text        NOT NULL CHECK (role IN ('KEEPER', 'FREE')),
    from_day  date        NOT NULL,
    until_day date,
    source    text        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
COMMENT ON COLUMN timekeeping.named.until_day IS 'the first day without';
SELECT isolation.isolate('timekeeping.named');

-- A time recorder, and how its files are read.
CREATE TABLE timekeeping.recorder (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    name      text        NOT NULL,
    heading   boolean     NOT NULL,
    person    int         NOT NULL CHECK (person BETWEEN 1 AND 100),
    known_by  text        NOT NULL CHECK (known_by IN ('NUMBER', 'NAME', 'MAIL')),
    moment    int         NOT NULL CHECK (moment BETWEEN 1 AND 100),
    clock     int         CHECK (clock BETWEEN 1 AND 100),
    sense     int         CHECK (sense BETWEEN 1 AND 100),
    arrival   text        NOT NULL,
    departure text        NOT NULL,
    order_of_day text     NOT NULL CHECK (order_of_day IN ('DAY_FIRST', 'MONTH_FIRST')),
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON COLUMN timekeeping.recorder.moment IS 'the column of the day, or of day and time';
COMMENT ON COLUMN timekeeping.recorder.clock IS 'the column of the time; null where it stands with the day';
COMMENT ON COLUMN timekeeping.recorder.sense IS 'the column that says in or out; null where the first mark of a day is an arrival and the last one a departure';
SELECT isolation.isolate('timekeeping.recorder');

-- Whose number is whose in a recorder, from a day on until it is somebody else's.
CREATE TABLE timekeeping.number (
    agency_id uuid        NOT NULL,
    recorder  uuid        NOT NULL,
    number    text        NOT NULL,
    from_day  date        NOT NULL,
    official  uuid        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, recorder, number, from_day),
    FOREIGN KEY (agency_id, recorder) REFERENCES timekeeping.recorder (agency_id, id)
);
SELECT isolation.isolate('timekeeping.number');

-- Files of recorders, and how far each has been taken over.
CREATE TABLE timekeeping.file (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    recorder  uuid        NOT NULL,
    name      text        NOT NULL,
    sha256    text        NOT NULL,
    size      bigint      NOT NULL,
    state     text        NOT NULL CHECK (state IN ('LOOKED', 'RUNNING', 'DONE', 'FAILED', 'ANNULLED')),
    lines     bigint      NOT NULL,
    good      bigint      NOT NULL,
    wrong     bigint      NOT NULL,
    added     bigint      NOT NULL DEFAULT 0,
    at_line   bigint      NOT NULL DEFAULT 0,
    mapping   text        NOT NULL,
    account   uuid        NOT NULL,
    by        text        NOT NULL,
    at        timestamptz NOT NULL,
    done_at   timestamptz,
    annulled_at timestamptz,
    annulled_by text,
    annulled_for text,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, recorder) REFERENCES timekeeping.recorder (agency_id, id),
    CHECK ((state = 'ANNULLED') = (annulled_at IS NOT NULL)),
    CHECK ((state = 'ANNULLED') = (annulled_for IS NOT NULL))
);
COMMENT ON COLUMN timekeeping.file.annulled_for IS 'why its marks count no more; they stay';
COMMENT ON COLUMN timekeeping.file.mapping IS 'how it was read when somebody looked; it is taken over in the same way or not at all';
CREATE INDEX file_of_recorder ON timekeeping.file (agency_id, recorder, at DESC, id);
CREATE INDEX file_running ON timekeeping.file (at, id) WHERE state = 'RUNNING';
SELECT isolation.isolate('timekeeping.file');

-- What was marked, in whatever way: only ever added to.
CREATE TABLE timekeeping.mark (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    official    uuid        NOT NULL,
    at          timestamptz NOT NULL,
    day         date        NOT NULL GENERATED ALWAYS AS (((at AT TIME ZONE 'Asia/Bangkok') - interval '4 hours')::date) STORED,
    sense       text        NOT NULL CHECK (sense IN ('ARRIVAL', 'DEPARTURE', 'EITHER')),
    way         text        NOT NULL CHECK (way IN ('OFFICE', 'ANYWHERE', 'OUTSIDE', 'RECORDER')),
    place       text        NOT NULL,
    recorder    uuid,
    file        uuid,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, recorder) REFERENCES timekeeping.recorder (agency_id, id),
    FOREIGN KEY (agency_id, file) REFERENCES timekeeping.file (agency_id, id),
    CHECK ((way = 'RECORDER') = (recorder IS NOT NULL)),
    CHECK ((way = 'RECORDER') = (file IS NOT NULL))
);
COMMENT ON COLUMN timekeeping.mark.day IS 'begins at four in the morning: who works past midnight goes home on the day before';
COMMENT ON COLUMN timekeeping.mark.place IS 'the network, the recorder, or the place that was declared';
CREATE INDEX mark_of_person ON timekeeping.mark (agency_id, official, at);
CREATE INDEX mark_of_day ON timekeeping.mark (agency_id, day);
-- a recorder's mark is there once for each file; whether another file that still counts has it is asked when it is added
CREATE UNIQUE INDEX mark_of_recorder ON timekeeping.mark (agency_id, recorder, official, at, sense, file) WHERE recorder IS NOT NULL;
SELECT isolation.isolate('timekeeping.mark');
REVOKE UPDATE, DELETE ON timekeeping.mark FROM sala_app;

-- Where somebody was when they marked their time outside, if they agreed to say so: apart from the mark, so that it can go.
CREATE TABLE timekeeping.position (
    agency_id uuid          NOT NULL,
    mark      uuid          NOT NULL,
    agreed    boolean       NOT NULL,
    latitude  numeric(8, 5) CHECK (latitude BETWEEN -90 AND 90),
    longitude numeric(8, 5) CHECK (longitude BETWEEN -180 AND 180),
    PRIMARY KEY (agency_id, mark),
    FOREIGN KEY (agency_id, mark) REFERENCES timekeeping.mark (agency_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (agreed OR latitude IS NULL)
);
SELECT isolation.isolate('timekeeping.position');

-- What somebody asks to have corrected in the register, or noted in it.
CREATE TABLE timekeeping.correction (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    account     uuid        NOT NULL,
    official    uuid        NOT NULL,
    name        text        NOT NULL,
    title       text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('ARRIVAL', 'DEPARTURE', 'TRIP', 'MEETING', 'TRAINING', 'SECONDED')),
    first_day   date        NOT NULL,
    last_day    date        NOT NULL,
    part        text        NOT NULL CHECK (part IN ('WHOLE', 'MORNING', 'AFTERNOON')),
    time        time,
    reason      text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN ('WAITING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'REVOKED')),
    to_official uuid,
    to_position uuid,
    to_name     text,
    to_title    text,
    decided_at  timestamptz,
    decided_by  text,
    words       text        NOT NULL DEFAULT '',
    revoked_from date,
    revoked_at  timestamptz,
    revoked_by  text,
    revoked_for text,
    PRIMARY KEY (agency_id, id),
    CHECK (first_day <= last_day),
    CHECK ((kind IN ('ARRIVAL', 'DEPARTURE')) = (time IS NOT NULL)),
    CHECK (time IS NULL OR (first_day = last_day AND part = 'WHOLE')),
    CHECK ((state = 'WAITING') = (to_official IS NOT NULL)),
    CHECK ((state = 'REVOKED') = (revoked_from IS NOT NULL)),
    CHECK (revoked_from BETWEEN first_day AND last_day),
    CHECK ((state = 'WAITING') = (decided_at IS NULL))
);
CREATE INDEX correction_of_person ON timekeeping.correction (agency_id, official, asked_at DESC, id DESC);
CREATE INDEX correction_waiting ON timekeeping.correction (agency_id, asked_at) WHERE state = 'WAITING';
CREATE INDEX correction_granted ON timekeeping.correction (agency_id, first_day, last_day) WHERE state IN ('GRANTED', 'REVOKED');
COMMENT ON COLUMN timekeeping.correction.revoked_from IS 'the first day on which what was granted counts no more';
SELECT isolation.isolate('timekeeping.correction');
