-- Isolation of agencies (design: every agency-owned table is filtered by the transaction's scope).
-- A table calls one of these in the migration that makes it; a test finds those that forgot.

CREATE SCHEMA isolation;

-- Only the agency whose scope the transaction is in sees and writes the rows; '*' is the system's own work.
CREATE FUNCTION isolation.isolate(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format(
        'CREATE POLICY own_agency ON %s USING (agency_id::text = current_setting(''sala.agency'', true)'
        ' OR current_setting(''sala.agency'', true) = ''*'')', target);
END $$;

-- Everybody may read (the public registries); writing as above.
CREATE FUNCTION isolation.isolate_writes(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM isolation.isolate(target);
    EXECUTE format('CREATE POLICY public_reading ON %s FOR SELECT USING (true)', target);
END $$;
