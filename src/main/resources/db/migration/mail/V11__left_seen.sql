-- Who looked at the service for a message that was not read here, and when they said so.
ALTER TABLE mail.outside_left
    ADD seen_at timestamptz,
    ADD seen_by text,
    ADD CHECK (num_nulls(seen_at, seen_by) IN (0, 2));
CREATE INDEX outside_left_unseen ON mail.outside_left (agency_id, received_at) WHERE seen_at IS NULL;
