-- The address under which a person's calendar program reads their leave: the secret only as a hash.
CREATE TABLE leave.feed (
    agency_id   uuid        NOT NULL,
    account     uuid        NOT NULL,
    with_team   boolean     NOT NULL,
    secret_hash bytea       NOT NULL UNIQUE,
    made_at     timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account)
);
COMMENT ON COLUMN leave.feed.with_team IS 'that those below are away, too';
SELECT isolation.isolate('leave.feed');

-- Days that were taken before Sala, as an agency's leave began here.
ALTER TABLE leave.line DROP CONSTRAINT line_entry_check;
ALTER TABLE leave.line ADD CONSTRAINT line_entry_check
    CHECK (entry IN ('GRANTED', 'EXTRA', 'CARRIED', 'OPENING', 'TAKEN', 'CANCELLED', 'CORRECTED', 'RECOUNTED'));

-- Sheets of opening balances: the content until it is entered; what was never entered is thrown away after a day.
CREATE TABLE leave.opening_file (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    year        int         NOT NULL,
    name        text        NOT NULL,
    sha256      text        NOT NULL,
    content     bytea,
    account     uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    uploaded_by text        NOT NULL,
    entered_at  timestamptz,
    entered_by  text,
    lines       int,
    PRIMARY KEY (agency_id, id),
    CHECK ((entered_at IS NULL) = (content IS NOT NULL)),
    CHECK ((entered_at IS NULL) = (entered_by IS NULL) AND (entered_at IS NULL) = (lines IS NULL))
);
COMMENT ON COLUMN leave.opening_file.year IS 'the fiscal year, named for the year of the common era in which it ends';
CREATE UNIQUE INDEX opening_entered_once ON leave.opening_file (agency_id, sha256) WHERE entered_at IS NOT NULL;
SELECT isolation.isolate('leave.opening_file');

-- For how many days of a kind somebody is paid in a fiscal year. It holds for all agencies and says nothing of any: without agency_id.
CREATE TABLE leave.pay_rule (
    kind            text    NOT NULL,
    days            int,
    first_year_days int,
    from_day        date    NOT NULL,
    until_day       date,
    source          text    NOT NULL,
    checked         boolean NOT NULL,
    PRIMARY KEY (kind, from_day)
);
COMMENT ON TABLE leave.pay_rule IS 'without agency_id: the decree''s rules, the same for all';
COMMENT ON COLUMN leave.pay_rule.days IS 'at most, of those that are charged; null: all of them';
COMMENT ON COLUMN leave.pay_rule.first_year_days IS 'in the fiscal year of the appointment; null: no difference';
COMMENT ON COLUMN leave.pay_rule.until_day IS 'the last day';

-- The decree on pay was not before us: these figures are general knowledge, and pages say so. Of kinds that are not here nothing is known.
INSERT INTO leave.pay_rule (kind, days, first_year_days, from_day, source, checked)
SELECT kind, days, first_year_days, DATE '2012-01-12', 'พระราชกฤษฎีกาการจ่ายเงินเดือนฯ (ตัวเลขจากความรู้ทั่วไป)', false
  FROM (VALUES ('SICK', 60, NULL), ('PERSONAL', 45, 15), ('VACATION', NULL, NULL), ('MATERNITY', 90, NULL), ('PATERNITY', 15, NULL),
               ('ORDINATION', 120, NULL)) AS known (kind, days, first_year_days);

-- The days as they were asked for: those that hold may become fewer, the form that was filed does not change.
ALTER TABLE leave.request ADD COLUMN asked_begin bigint, ADD COLUMN asked_end bigint;
COMMENT ON COLUMN leave.request.asked_begin IS 'half days since 1 January 1970, as they were asked for';
COMMENT ON COLUMN leave.request.asked_end IS 'the half day after the last one, likewise';
SELECT set_config('sala.agency', '*', true);
UPDATE leave.request SET asked_begin = begin_half, asked_end = end_half;
ALTER TABLE leave.request ALTER COLUMN asked_begin SET NOT NULL, ALTER COLUMN asked_end SET NOT NULL;

CREATE FUNCTION leave.keep_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.asked_begin := (NEW.first_day - DATE '1970-01-01') * 2 + NEW.from_noon::int;
    NEW.asked_end := (NEW.last_day - DATE '1970-01-01') * 2 + 2 - NEW.until_noon::int;
    RETURN NEW;
END
$$;
CREATE TRIGGER request_asked BEFORE INSERT ON leave.request FOR EACH ROW EXECUTE FUNCTION leave.keep_asked();
