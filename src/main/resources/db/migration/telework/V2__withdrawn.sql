-- Who asked for a day may take that back as long as nobody has decided.
ALTER TABLE telework.change
    DROP CONSTRAINT change_outcome_check,
    ADD CONSTRAINT change_outcome_check CHECK (outcome IN ('AGREED', 'REFUSED', 'LAPSED', 'WITHDRAWN'));
