CREATE SCHEMA telework;

-- Who does what for telework inside the agency (9.1(3)): personnel draws up the policy and keeps the orders, technical helps and lends.
CREATE TABLE telework.officer (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    official  uuid        NOT NULL,
    duty      text        NOT NULL CHECK (duty IN ('PERSONNEL', 'TECHNICAL')),
    from_day  date        NOT NULL,
    until_day date,
    source    text        NOT NULL,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
COMMENT ON COLUMN telework.officer.until_day IS 'the first day without';
CREATE UNIQUE INDEX officer_once ON telework.officer (agency_id, official, duty) WHERE until_day IS NULL;
SELECT isolation.isolate('telework.officer');

-- The agency's policy in its versions: a draft until the head puts it in force from a day on.
CREATE TABLE telework.policy (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    number        int         NOT NULL CHECK (number > 0),
    week_days     int         CHECK (week_days BETWEEN 1 AND 5),
    week_months   int         CHECK (week_months BETWEEN 1 AND 60),
    month_days    int         CHECK (month_days BETWEEN 1 AND 23),
    month_months  int         CHECK (month_months BETWEEN 1 AND 60),
    run_days      int         CHECK (run_days BETWEEN 1 AND 260),
    works_whole   text        NOT NULL,
    works_part    text        NOT NULL,
    works_not     text        NOT NULL,
    suitability   text        NOT NULL,
    selection     text        NOT NULL,
    supervision   text        NOT NULL,
    termination   text        NOT NULL,
    ethics        text        NOT NULL,
    equipment     text        NOT NULL,
    training      text        NOT NULL,
    units         text        NOT NULL,
    help          text        NOT NULL,
    report_days   int         NOT NULL CHECK (report_days BETWEEN 1 AND 92),
    asks_position boolean     NOT NULL,
    version       int         NOT NULL,
    drawn_at      timestamptz NOT NULL,
    drawn_by      text        NOT NULL,
    from_day      date,
    decided_at    timestamptz,
    decided_by    text,
    decided_title text,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, number),
    CHECK ((week_days IS NULL) = (week_months IS NULL)),
    CHECK ((month_days IS NULL) = (month_months IS NULL)),
    CHECK ((from_day IS NULL) = (decided_at IS NULL)),
    CHECK ((from_day IS NULL) = (decided_by IS NULL)),
    CHECK ((from_day IS NULL) = (decided_title IS NULL))
);
COMMENT ON COLUMN telework.policy.from_day IS 'the first day on which it is in force; null of a draft';
COMMENT ON COLUMN telework.policy.week_days IS 'at most so many days a week; null: not allowed';
COMMENT ON COLUMN telework.policy.run_days IS 'at most so many working days in a run; null: not allowed';
COMMENT ON COLUMN telework.policy.report_days IS 'progress is reported at least once in so many days';
CREATE UNIQUE INDEX one_draft ON telework.policy (agency_id) WHERE from_day IS NULL;
CREATE UNIQUE INDEX one_a_day ON telework.policy (agency_id, from_day);
SELECT isolation.isolate('telework.policy');

-- Whoever works outside, to be locked while any of their agreements or days change.
CREATE TABLE telework.person (
    agency_id uuid NOT NULL,
    official  uuid NOT NULL,
    PRIMARY KEY (agency_id, official)
);
SELECT isolation.isolate('telework.person');

-- What the head ordered: that people work outside, or that they come back.
CREATE TABLE telework.work_order (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('OUTSIDE', 'RECALL')),
    words     text        NOT NULL,
    back_day  date,
    by        uuid        NOT NULL,
    name      text        NOT NULL,
    title     text        NOT NULL,
    at        timestamptz NOT NULL,
    number    text        NOT NULL DEFAULT '',
    dated     date,
    PRIMARY KEY (agency_id, id),
    CHECK ((kind = 'RECALL') = (back_day IS NOT NULL))
);
COMMENT ON COLUMN telework.work_order.back_day IS 'the first day back at the office';
COMMENT ON COLUMN telework.work_order.number IS 'of the signed order among the letters; empty as long as there is none';
CREATE INDEX work_order_newest ON telework.work_order (agency_id, at DESC, id DESC);
SELECT isolation.isolate('telework.work_order');

-- ข้อตกลงการปฏิบัติราชการนอกสถานที่, from the wish or the assignment to what came of it.
CREATE TABLE telework.agreement (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    official      uuid        NOT NULL,
    name          text        NOT NULL,
    title         text        NOT NULL,
    unit          text        NOT NULL,
    way           text        NOT NULL CHECK (way IN ('VOLUNTEERED', 'ASSIGNED')),
    reasons       text        NOT NULL,
    work          text        NOT NULL CHECK (work IN ('WHOLE', 'PART')),
    work_words    text        NOT NULL,
    form          text        NOT NULL CHECK (form IN ('WEEK', 'MONTH', 'RUN')),
    days          int         NOT NULL CHECK (days > 0),
    pattern       text        NOT NULL,
    first_day     date        NOT NULL,
    last_day      date        NOT NULL,
    place_kind    text        NOT NULL CHECK (place_kind IN ('RESIDENCE', 'SHARED', 'OTHER')),
    place         text        NOT NULL,
    contact       text        NOT NULL,
    state         text        NOT NULL CHECK (state IN
                  ('DRAFT', 'SUPERVISOR', 'DIRECTOR', 'HEAD', 'ORDERED', 'RECALLED', 'TERMINATED', 'REFUSED', 'WITHDRAWN')),
    with_official uuid,
    with_position uuid,
    with_name     text,
    with_title    text,
    since         timestamptz NOT NULL,
    words         text        NOT NULL,
    work_order    uuid,
    until_day     date,
    version       int         NOT NULL,
    made_at       timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official) REFERENCES telework.person (agency_id, official),
    FOREIGN KEY (agency_id, work_order) REFERENCES telework.work_order (agency_id, id),
    CHECK (first_day <= last_day),
    CHECK ((state IN ('SUPERVISOR', 'DIRECTOR')) = (with_position IS NOT NULL)),
    CHECK ((state IN ('ORDERED', 'RECALLED', 'TERMINATED')) = (work_order IS NOT NULL)),
    CHECK ((state IN ('RECALLED', 'TERMINATED')) = (until_day IS NOT NULL)),
    -- nobody works by two agreements at a time
    CONSTRAINT one_at_a_time EXCLUDE USING gist (agency_id WITH =, official WITH =,
        daterange(first_day, greatest(first_day, least(until_day, last_day + 1))) WITH &&)
        WHERE (state NOT IN ('REFUSED', 'WITHDRAWN'))
);
COMMENT ON COLUMN telework.agreement.days IS 'at most so many a week or a month; of a run how many working days';
COMMENT ON COLUMN telework.agreement.pattern IS 'days of the week (1 to 7) or of the month that are asked for, with commas; empty: planned in the calendar';
COMMENT ON COLUMN telework.agreement.until_day IS 'the first day back at the office, where that came before the end';
CREATE INDEX agreement_of_person ON telework.agreement (agency_id, official, made_at DESC, id DESC);
CREATE INDEX agreement_with ON telework.agreement (agency_id, with_position) WHERE with_position IS NOT NULL;
CREATE INDEX agreement_by_state ON telework.agreement (agency_id, state, since DESC, id DESC);
SELECT isolation.isolate('telework.agreement');

-- Whose agreements an order names: those that it sends outside, or calls back.
CREATE TABLE telework.named (
    agency_id  uuid NOT NULL,
    work_order uuid NOT NULL,
    agreement  uuid NOT NULL,
    PRIMARY KEY (agency_id, work_order, agreement),
    FOREIGN KEY (agency_id, work_order) REFERENCES telework.work_order (agency_id, id),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id)
);
SELECT isolation.isolate('telework.named');
REVOKE UPDATE, DELETE ON telework.named FROM sala_app;

CREATE TABLE telework.goal (
    agency_id    uuid NOT NULL,
    agreement    uuid NOT NULL,
    number       int  NOT NULL CHECK (number > 0),
    goal         text NOT NULL,
    delivery     text NOT NULL,
    remark       text NOT NULL,
    result       text NOT NULL DEFAULT '',
    result_remark text NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, agreement, number),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id)
);
SELECT isolation.isolate('telework.goal');

-- Who confirmed an agreement as it stands; gone when it is sent back, the evidence of it is not.
CREATE TABLE telework.signature (
    agency_id uuid        NOT NULL,
    agreement uuid        NOT NULL,
    part      text        NOT NULL CHECK (part IN ('OFFICIAL', 'SUPERVISOR', 'DIRECTOR')),
    official  uuid        NOT NULL,
    name      text        NOT NULL,
    title     text        NOT NULL,
    at        timestamptz NOT NULL,
    digest    text        NOT NULL,
    PRIMARY KEY (agency_id, agreement, part),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id)
);
COMMENT ON COLUMN telework.signature.digest IS 'SHA-256 of what the agreement said';
SELECT isolation.isolate('telework.signature');

-- The days outside that are ordered: nobody has one twice, from however many agreements.
CREATE TABLE telework.day (
    agency_id uuid NOT NULL,
    official  uuid NOT NULL,
    day       date NOT NULL,
    agreement uuid NOT NULL,
    PRIMARY KEY (agency_id, official, day),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id)
);
CREATE INDEX day_of_agreement ON telework.day (agency_id, agreement, day);
SELECT isolation.isolate('telework.day');

-- A day outside that somebody asks for in place of another, or beside those that are planned.
CREATE TABLE telework.change (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    agreement  uuid        NOT NULL,
    off_day    date,
    on_day     date        NOT NULL,
    reason     text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    outcome    text        CHECK (outcome IN ('AGREED', 'REFUSED', 'LAPSED')),
    decided_by text,
    decided_at timestamptz,
    words      text        NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id),
    CHECK (off_day <> on_day),
    CHECK ((outcome IS NULL) = (decided_at IS NULL)),
    CHECK ((outcome IS NULL) = (decided_by IS NULL))
);
COMMENT ON COLUMN telework.change.off_day IS 'given up for it; null: one more';
CREATE INDEX change_of_agreement ON telework.change (agency_id, agreement, asked_at DESC);
CREATE UNIQUE INDEX change_waiting ON telework.change (agency_id, agreement, on_day) WHERE outcome IS NULL;
CREATE INDEX change_open ON telework.change (agency_id, asked_at) WHERE outcome IS NULL;
SELECT isolation.isolate('telework.change');

-- While somebody is outside: what they report, and what the supervisor says to it (9.2(4)).
CREATE TABLE telework.progress (
    agency_id   uuid        NOT NULL,
    agreement   uuid        NOT NULL,
    number      int         NOT NULL CHECK (number > 0),
    kind        text        NOT NULL CHECK (kind IN ('REPORT', 'FOLLOW_UP')),
    official    uuid        NOT NULL,
    name        text        NOT NULL,
    words       text        NOT NULL,
    file_name   text,
    file_sha256 text,
    file_size   bigint,
    at          timestamptz NOT NULL,
    PRIMARY KEY (agency_id, agreement, number),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id),
    CHECK ((file_sha256 IS NULL) = (file_name IS NULL)),
    CHECK ((file_sha256 IS NULL) = (file_size IS NULL))
);
SELECT isolation.isolate('telework.progress');
REVOKE UPDATE, DELETE ON telework.progress FROM sala_app;

-- Questions to the technical staff, and their answers (9.2(5)).
CREATE TABLE telework.help (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    official    uuid        NOT NULL,
    name        text        NOT NULL,
    words       text        NOT NULL,
    at          timestamptz NOT NULL,
    answer      text,
    answered_by text,
    answered_at timestamptz,
    PRIMARY KEY (agency_id, id),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL))
);
CREATE INDEX help_newest ON telework.help (agency_id, at DESC, id DESC);
SELECT isolation.isolate('telework.help');

-- Equipment that the agency lends (9.1(2)).
CREATE TABLE telework.loan (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    agreement   uuid        NOT NULL,
    item        text        NOT NULL,
    mark        text        NOT NULL,
    lent_on     date        NOT NULL,
    lent_by     text        NOT NULL,
    returned_on date,
    returned_to text,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id),
    CHECK ((returned_on IS NULL) = (returned_to IS NULL))
);
COMMENT ON COLUMN telework.loan.mark IS 'number of the thing, as the agency counts them';
CREATE INDEX loan_of_agreement ON telework.loan (agency_id, agreement, lent_on);
SELECT isolation.isolate('telework.loan');

-- A termination that somebody above proposes (9.2(6)), what the person says to it, and what the head decides.
CREATE TABLE telework.breach (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    agreement  uuid        NOT NULL,
    reasons    text        NOT NULL,
    name       text        NOT NULL,
    title      text        NOT NULL,
    at         timestamptz NOT NULL,
    speak_by   date        NOT NULL,
    said       text        NOT NULL DEFAULT '',
    outcome    text        CHECK (outcome IN ('TERMINATED', 'GOES_ON', 'LAPSED')),
    words      text        NOT NULL DEFAULT '',
    back_day   date,
    decided_by text,
    decided_at timestamptz,
    version    int         NOT NULL DEFAULT 1,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id),
    CHECK ((outcome IS NULL) = (decided_at IS NULL)),
    CHECK ((outcome IS NULL) = (decided_by IS NULL)),
    CHECK ((outcome IS NOT NULL AND outcome = 'TERMINATED') = (back_day IS NOT NULL))
);
COMMENT ON COLUMN telework.breach.version IS 'how often it was proposed or spoken to: the head decides on what was before them';
COMMENT ON COLUMN telework.breach.speak_by IS 'the last day on which the head waits for what the person says';
CREATE UNIQUE INDEX breach_open ON telework.breach (agency_id, agreement) WHERE outcome IS NULL;
CREATE INDEX breach_of_agreement ON telework.breach (agency_id, agreement, at);
SELECT isolation.isolate('telework.breach');

-- What came of it (9.3(1), (2)); the results of the goals stand with them.
CREATE TABLE telework.result (
    agency_id   uuid        NOT NULL,
    agreement   uuid        NOT NULL,
    problems    text        NOT NULL,
    reported_at timestamptz NOT NULL,
    verdict     text        CHECK (verdict IN ('MET', 'PARTLY', 'NOT')),
    words       text        NOT NULL DEFAULT '',
    name        text,
    title       text,
    assessed_at timestamptz,
    PRIMARY KEY (agency_id, agreement),
    FOREIGN KEY (agency_id, agreement) REFERENCES telework.agreement (agency_id, id),
    CHECK ((verdict IS NULL) = (assessed_at IS NULL)),
    CHECK ((verdict IS NULL) = (name IS NULL)),
    CHECK ((verdict IS NULL) = (title IS NULL))
);
SELECT isolation.isolate('telework.result');

-- The agency's evaluation of a fiscal year (9.3(3)), and its survey.
CREATE TABLE telework.evaluation (
    agency_id     uuid        NOT NULL,
    year          int         NOT NULL,
    efficiency    text        NOT NULL,
    effectiveness text        NOT NULL,
    lessons       text        NOT NULL,
    version       int         NOT NULL,
    survey        text        NOT NULL DEFAULT 'NONE' CHECK (survey IN ('NONE', 'OPEN', 'CLOSED')),
    PRIMARY KEY (agency_id, year)
);
COMMENT ON COLUMN telework.evaluation.year IS 'the fiscal year, named for the year of the common era in which it ends';
SELECT isolation.isolate('telework.evaluation');

-- Who answered, and apart from it how often each answer was given. No row is one person's answers, no time is kept, and
-- every answer writes all counts of its survey, so that not even the rows' versions say which ones it raised (ADR 27).
CREATE TABLE telework.survey_taker (
    agency_id uuid NOT NULL,
    year      int  NOT NULL,
    official  uuid NOT NULL,
    PRIMARY KEY (agency_id, year, official),
    FOREIGN KEY (agency_id, year) REFERENCES telework.evaluation (agency_id, year)
);
SELECT isolation.isolate('telework.survey_taker');

CREATE TABLE telework.survey_count (
    agency_id uuid NOT NULL,
    year      int  NOT NULL,
    question  text NOT NULL CHECK (question IN ('WORK', 'TOOLS', 'SUPERVISION', 'BALANCE', 'WHOLE')),
    choice    int  NOT NULL CHECK (choice BETWEEN 1 AND 5),
    answers   int  NOT NULL CHECK (answers >= 0),
    PRIMARY KEY (agency_id, year, question, choice),
    FOREIGN KEY (agency_id, year) REFERENCES telework.evaluation (agency_id, year)
);
SELECT isolation.isolate('telework.survey_count');
