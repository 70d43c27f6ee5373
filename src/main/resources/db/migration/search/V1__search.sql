CREATE SCHEMA search;

-- ---- what can be found: one row for each record of another module ----

CREATE TABLE search.record (
    agency_id  uuid        NOT NULL,
    kind       text        NOT NULL,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    scopes     text[]      NOT NULL,
    direction  text        NOT NULL,
    urgency    text        NOT NULL,
    state      text        NOT NULL,
    places     text[]      NOT NULL,
    number     text        NOT NULL,
    day        date,
    title      text        NOT NULL,
    party      text        NOT NULL,
    path       text        NOT NULL,
    body       text        NOT NULL,
    version    int         NOT NULL,
    words      tsvector    NOT NULL,
    PRIMARY KEY (agency_id, kind, id)
);
COMMENT ON COLUMN search.record.at IS 'newest first; it is found by the months and years of it, see search.find';
COMMENT ON COLUMN search.record.scopes IS 'who finds it: whoever has one of these';
COMMENT ON COLUMN search.record.kind IS 'as direction, urgency and state the key of the message that names it';
COMMENT ON COLUMN search.record.version IS 'of the rules by which its words were made';
-- what waits in the index's list of new entries is read by every search: short
CREATE INDEX record_words ON search.record USING gin (words) WITH (gin_pending_list_limit = 256);
CREATE INDEX record_by_time ON search.record (agency_id, at, id);
SELECT isolation.isolate('search.record');

-- An index over words is of no use to whoever is filtered by row-level security: the words would be compared before the agency.
-- So it is read by search.find alone, which belongs to the owner and compares the agency itself.
CREATE POLICY find_reading ON search.record FOR SELECT TO sala_owner USING (true);

-- ---- texts of files that were read later than their record was entered ----

CREATE TABLE search.file (
    agency_id uuid   NOT NULL,
    kind      text   NOT NULL,
    record_id uuid   NOT NULL,
    source    text   NOT NULL,
    body      text   NOT NULL,
    version   int    NOT NULL,
    words     text[] NOT NULL,
    PRIMARY KEY (agency_id, kind, record_id, source),
    FOREIGN KEY (agency_id, kind, record_id) REFERENCES search.record (agency_id, kind, id) ON DELETE CASCADE
);
SELECT isolation.isolate('search.file');

-- ---- every word that ever stood in a record, of all agencies: what a cut or mistyped word may have been ----

CREATE TABLE search.word (
    word   text COLLATE "C" PRIMARY KEY,
    folded text COLLATE "C" NOT NULL
);
COMMENT ON COLUMN search.word.folded IS 'without tone marks';
CREATE INDEX word_folded ON search.word (folded, word);

CREATE TABLE search.tail (
    tail text COLLATE "C" NOT NULL,
    word text COLLATE "C" NOT NULL REFERENCES search.word (word),
    PRIMARY KEY (tail, word)
);
COMMENT ON TABLE search.tail IS 'each folded word from each of its letters on: what begins one of these stands somewhere in the word';

-- ---- how far the words of all records are made by the newest rules ----

CREATE TABLE search.rebuild (
    source  text PRIMARY KEY,
    version int     NOT NULL,
    after   text,
    done    boolean NOT NULL
);

-- ---- searches that a person keeps ----

CREATE TABLE search.saved (
    agency_id uuid        NOT NULL,
    account   uuid        NOT NULL,
    id        uuid        NOT NULL,
    name      text        NOT NULL CHECK (name <> ''),
    query     text        NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account, id),
    UNIQUE (agency_id, account, name)
);
SELECT isolation.isolate('search.saved');

-- Finds the newest records of the transaction's agency that have the words and are for one of `mine`, from `newest` back to `oldest`.
--
-- Every record has the month and the year of its agency among its words. The last three months are looked through one by one, what is
-- older year by year, until enough is found: a word of every third letter costs no more than a rare one.
--
-- There is one way to do it, so it is planned once: by the index of words. The other conditions are written so that no index fits them.
CREATE FUNCTION search.find(
    asked tsquery, mine text[], newest timestamptz, oldest timestamptz, before timestamptz, before_id uuid, most int
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
