-- A letter is found by the number that any of the agency's books gave it.
CREATE INDEX entry_by_number ON registers.entry (agency_id, number) WHERE letter_id IS NOT NULL;
