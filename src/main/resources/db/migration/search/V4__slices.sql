-- As before, but each slice is about twice as long as all before it: whoever found little in the last months has few to expect in the years
-- before, so that a rare word is asked for in six slices and not in one for each year.
CREATE OR REPLACE FUNCTION search.find(
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
    first   timestamp;
    length  int := 1;
    got     int;
    wanted  int := most;
BEGIN
    IF coalesce(setting, '') IN ('', '*') OR upper IS NULL OR oldest IS NULL THEN
        RETURN;
    END IF;
    agency := setting::uuid;
    prefix := '~' || left(replace(setting, '-', ''), 16) || '/';
    WHILE bound > oldest AND wanted > 0 LOOP
        first := date_trunc('month', (bound - interval '1 microsecond') AT TIME ZONE 'Asia/Bangkok');
        IF length <= 2 THEN
            first := first - make_interval(months => length - 1);
            slice := (SELECT string_agg(quote_literal(prefix || to_char(first + make_interval(months => n), 'YYYYMM')), '|')
                        FROM generate_series(0, length - 1) AS n)::tsquery;
        ELSE
            first := date_trunc('year', first) - make_interval(years => length / 4 - 1);
            slice := (SELECT string_agg(quote_literal(prefix || to_char(first + make_interval(years => n), 'YYYY')), '|')
                        FROM generate_series(0, length / 4 - 1) AS n)::tsquery;
        END IF;
        length := least(2 * length, 64);
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
        bound := first AT TIME ZONE 'Asia/Bangkok';
    END LOOP;
END $$;
