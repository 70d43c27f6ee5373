-- As before, but a slice is as long as what was found so far lets expect to be enough, twice over: the index reads all places of the rarest
-- word again for each slice, however short it is, so that few slices cost less than short ones.
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
    months  int := 1;
    looked  int := 0;
    found   int := 0;
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
        IF months <= 3 THEN
            slice := (SELECT string_agg(quote_literal(prefix || to_char(first - make_interval(months => n), 'YYYYMM')), '|')
                        FROM generate_series(0, months - 1) AS n)::tsquery;
            first := first - make_interval(months => months - 1);
        ELSE
            slice := (SELECT string_agg(quote_literal(prefix || year), '|')
                        FROM generate_series(extract(year FROM greatest(first - make_interval(months => months - 1), oldest AT TIME ZONE 'Asia/Bangkok'))::int,
                                             extract(year FROM first)::int) AS year)::tsquery;
            first := date_trunc('year', first - make_interval(months => months - 1));
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
        found := found + got;
        looked := looked + months;
        bound := first AT TIME ZONE 'Asia/Bangkok';
        -- of nothing, at most two hundred years are left
        months := least(2400, ceil(2.0 * wanted * looked / greatest(found, 0.1)));
    END LOOP;
END $$;
