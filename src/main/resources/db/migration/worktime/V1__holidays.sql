CREATE SCHEMA worktime;

CREATE TABLE worktime.holiday (
    id                uuid PRIMARY KEY,
    day               date NOT NULL,
    name              text NOT NULL CHECK (name <> ''),
    source            text NOT NULL CHECK (source <> ''),
    substitutes       date CHECK (substitutes < day),
    checked           boolean NOT NULL,
    declared_at       timestamptz NOT NULL,
    declared_by       text NOT NULL,
    confirmed_at      timestamptz,
    confirmed_by      text,
    confirmed_source  text,
    withdrawn_at      timestamptz,
    withdrawn_by      text,
    withdrawal_reason text,
    CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL) AND (confirmed_at IS NULL) = (confirmed_source IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
);
CREATE UNIQUE INDEX holiday_day ON worktime.holiday (day) WHERE withdrawn_at IS NULL;
CREATE INDEX holiday_any_day ON worktime.holiday (day);
COMMENT ON TABLE worktime.holiday IS 'วันหยุดราชการ besides Saturdays and Sundays, for the whole installation; never deleted, only withdrawn';

CREATE TABLE worktime.office_hours (
    agency_id         uuid NOT NULL,
    id                uuid NOT NULL,
    first_day         date NOT NULL,
    opening           time NOT NULL,
    closing           time NOT NULL CHECK (closing > opening),
    source            text NOT NULL CHECK (source <> ''),
    decided_at        timestamptz NOT NULL,
    decided_by        text NOT NULL,
    withdrawn_at      timestamptz,
    withdrawn_by      text,
    withdrawal_reason text,
    PRIMARY KEY (agency_id, id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
);
CREATE UNIQUE INDEX office_hours_first_day ON worktime.office_hours (agency_id, first_day) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE worktime.office_hours IS 'เวลาราชการ of an agency from a day on; 8:30-16:30 before the first';
SELECT isolation.isolate_writes('worktime.office_hours');
