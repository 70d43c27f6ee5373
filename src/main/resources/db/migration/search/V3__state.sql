-- A record's state changes alone, and more often than all else of it: it is no word any more, so that its change leaves the words alone.
ALTER TABLE search.record ADD COLUMN fingerprint bytea;
COMMENT ON COLUMN search.record.fingerprint IS 'of all that it was put with but its state; NULL if its words must be made again when it is put';
-- room on the page for the new version of a row whose indexed columns stay: then no index is touched; what is long stands elsewhere
ALTER TABLE search.record SET (fillfactor = 60, toast_tuple_target = 512);

DROP FUNCTION search.find(tsquery, text[], timestamptz, timestamptz, timestamptz, uuid, int);

-- As before, and `wanted_state` narrows what the words found; NULL for any.
CREATE FUNCTION search.find(
    asked tsquery, mine text[], wanted_state text, newest timestamptz, oldest timestamptz, before timestamptz, before_id uuid, most int
) RETURNS TABLE (kind text, id uuid, at timestamptz, direction text, urgency text, state text, places text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_indexscan = off
SET jit = off
AS $$
DECLARE
    setting text := current_setting('sala.agency', true);
    agency  uuid;
    prefix  text;
    slice   tsquery;
    upper   timestamptz := least(newest, before);
    bound   timestamptz := upper + interval '1 microsecond';
    month   timestamp;
    steps   int := 0;
    got     int;
    wanted  int := most;
BEGIN
    IF coalesce(setting, '') IN ('', '*') OR upper IS NULL OR oldest IS NULL THEN
        RETURN;
    END IF;
    agency := setting::uuid;
    prefix := '~' || left(replace(setting, '-', ''), 16) || '/';
    WHILE bound > oldest AND wanted > 0 LOOP
        month := date_trunc('month', (bound - interval '1 microsecond') AT TIME ZONE 'Asia/Bangkok');
        IF steps < 3 THEN
            slice := quote_literal(prefix || to_char(month, 'YYYYMM'))::tsquery;
        ELSE
            slice := quote_literal(prefix || to_char(month, 'YYYY'))::tsquery;
            month := date_trunc('year', month);
        END IF;
        RETURN QUERY
            SELECT r.kind, r.id, r.at, r.direction, r.urgency, r.state, r.places
              FROM search.record r
             WHERE r.words @@ (slice && asked)
               AND r.agency_id IS NOT DISTINCT FROM agency
               AND r.scopes && mine
               AND (wanted_state IS NULL OR r.state = wanted_state)
               AND r.at - bound < interval '0' AND r.at - oldest >= interval '0'
               AND (before IS NULL OR (r.at, r.id) < (before, before_id))
             ORDER BY r.at DESC, r.id DESC
             LIMIT wanted;
        GET DIAGNOSTICS got = ROW_COUNT;
        wanted := wanted - got;
        steps := steps + 1;
        bound := month AT TIME ZONE 'Asia/Bangkok';
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION search.find FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.find TO sala_app;
