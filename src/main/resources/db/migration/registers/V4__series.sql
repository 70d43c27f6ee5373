-- all agencies' rows are changed below
SELECT set_config('sala.agency', '*', true);
-- Orders, announcements and certificates are counted in books of their own, one of each for an agency.
ALTER TABLE registers.book ADD COLUMN series text NOT NULL DEFAULT 'LETTERS'
    CHECK (series IN ('LETTERS', 'CIRCULARS', 'ORDERS', 'ANNOUNCEMENTS', 'CERTIFICATES'));
UPDATE registers.book SET series = 'CIRCULARS' WHERE circular;
ALTER TABLE registers.book DROP COLUMN circular;
ALTER TABLE registers.book ALTER COLUMN series DROP DEFAULT;
ALTER TABLE registers.book ADD UNIQUE NULLS NOT DISTINCT (agency_id, direction, series, unit_id, owner_code);
ALTER TABLE registers.book ADD CHECK (direction = 'SEND' OR series = 'LETTERS');
ALTER TABLE registers.book ADD CHECK (series IN ('LETTERS', 'CIRCULARS') OR (owner_code = '' AND unit_id IS NULL));
COMMENT ON TABLE registers.book IS 'ทะเบียนรับ of the agency or one of its units; ทะเบียนส่ง of an owner code, circulars apart; ทะเบียนคำสั่ง and the like of the agency';
