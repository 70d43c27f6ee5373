CREATE SCHEMA agencies;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- Dated facts: a row holds from from_day until the day before until_day (null: no end known yet).
-- They are never overwritten and never deleted, only closed: what held on a day stays a query.
-- A row closed on its first day never held.
CREATE FUNCTION agencies.only_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a dated fact is never deleted (%)', TG_TABLE_NAME;
    END IF;
    IF to_jsonb(NEW) - 'until_day' <> to_jsonb(OLD) - 'until_day' THEN
        RAISE EXCEPTION 'a dated fact is never overwritten (%)', TG_TABLE_NAME;
    END IF;
    IF NEW.until_day IS NULL OR NEW.until_day > OLD.until_day THEN
        RAISE EXCEPTION 'a dated fact is only closed, never opened again (%)', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION agencies.keep_history(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER only_close BEFORE UPDATE OR DELETE ON %s'
        ' FOR EACH ROW EXECUTE FUNCTION agencies.only_close()', target);
END $$;

-- This installation, as others know it. The private key is a file among the secrets.
CREATE TABLE agencies.installation (
    one_row    boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    id         uuid NOT NULL,
    public_key bytea NOT NULL
);

-- Other installations whose registries are imported: whose key an administrator has confirmed.
CREATE TABLE agencies.peer (
    id           uuid PRIMARY KEY,
    public_key   bytea NOT NULL,
    address      text NOT NULL DEFAULT '',
    confirmed_by text NOT NULL,
    confirmed_at timestamptz NOT NULL,
    imported_at  timestamptz NOT NULL,
    made_at      timestamptz NOT NULL
);
COMMENT ON COLUMN agencies.peer.made_at IS 'when the newest imported registry was made; an older one is refused';

-- หน่วยงานของรัฐ. peer is null for agencies of this installation.
CREATE TABLE agencies.agency (
    agency_id uuid PRIMARY KEY,
    peer      uuid REFERENCES agencies.peer
);
CREATE INDEX agency_peer ON agencies.agency (peer);
SELECT isolation.isolate_writes('agencies.agency');

CREATE TABLE agencies.agency_fact (
    agency_id       uuid NOT NULL REFERENCES agencies.agency,
    id              uuid NOT NULL,
    from_day        date NOT NULL,
    until_day       date CHECK (until_day >= from_day),
    name            text NOT NULL CHECK (name <> ''),
    english_name    text NOT NULL,
    code            text NOT NULL CHECK (code <> ''),
    juristic_person boolean NOT NULL,
    parent          uuid REFERENCES agencies.agency CHECK (parent <> agency_id),
    domain          text NOT NULL CHECK (domain = lower(domain) AND domain <> ''),
    -- C1: one a row, and one row a day
    central_address text NOT NULL CHECK (central_address = lower(central_address) AND central_address <> ''),
    postal_address  text NOT NULL,
    telephone       text NOT NULL,
    recorded_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, daterange(from_day, until_day) WITH &&)
);
CREATE INDEX agency_fact_central ON agencies.agency_fact (central_address);
CREATE INDEX agency_fact_parent ON agencies.agency_fact (parent);
SELECT isolation.isolate_writes('agencies.agency_fact');
SELECT agencies.keep_history('agencies.agency_fact');

-- Whose a domain is. A district may live in its province's domain; then the claim is the province's.
CREATE TABLE agencies.domain (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    domain    text NOT NULL CHECK (domain = lower(domain)),
    from_day  date NOT NULL,
    until_day date CHECK (until_day >= from_day),
    PRIMARY KEY (agency_id, id),
    EXCLUDE USING gist (domain WITH =, daterange(from_day, until_day) WITH &&)
);
SELECT isolation.isolate_writes('agencies.domain');
SELECT agencies.keep_history('agencies.domain');

-- Every address in use, of central accounts and of persons: one owner a day in the whole installation.
CREATE TABLE agencies.address (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    address   text NOT NULL CHECK (address = lower(address)),
    -- the agency (central account) or the official
    owner     uuid NOT NULL,
    from_day  date NOT NULL,
    until_day date CHECK (until_day >= from_day),
    PRIMARY KEY (agency_id, id),
    CONSTRAINT address_taken EXCLUDE USING gist (address WITH =, daterange(from_day, until_day) WITH &&)
);
CREATE INDEX address_owner ON agencies.address (agency_id, owner);
SELECT isolation.isolate('agencies.address');
SELECT agencies.keep_history('agencies.address');

-- สำนัก กอง กลุ่ม ฝ่าย
CREATE TABLE agencies.unit (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    PRIMARY KEY (agency_id, id)
);
SELECT isolation.isolate('agencies.unit');

CREATE TABLE agencies.unit_fact (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    unit_id     uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    name        text NOT NULL CHECK (name <> ''),
    owner_code  text NOT NULL,
    parent      uuid CHECK (parent <> unit_id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES agencies.unit (agency_id, id),
    FOREIGN KEY (agency_id, parent) REFERENCES agencies.unit (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, unit_id WITH =, daterange(from_day, until_day) WITH &&)
);
SELECT isolation.isolate('agencies.unit_fact');
SELECT agencies.keep_history('agencies.unit_fact');

-- ตำแหน่ง. superior is the position next above: the chain of command.
CREATE TABLE agencies.position (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    PRIMARY KEY (agency_id, id)
);
SELECT isolation.isolate('agencies.position');

CREATE TABLE agencies.position_fact (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    position_id uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    title       text NOT NULL CHECK (title <> ''),
    unit_id     uuid,
    superior    uuid CHECK (superior <> position_id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, position_id) REFERENCES agencies.position (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES agencies.unit (agency_id, id),
    FOREIGN KEY (agency_id, superior) REFERENCES agencies.position (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, position_id WITH =, daterange(from_day, until_day) WITH &&)
);
SELECT isolation.isolate('agencies.position_fact');
SELECT agencies.keep_history('agencies.position_fact');

-- เจ้าหน้าที่ of the agency; of an agency elsewhere only those whom its registry names.
CREATE TABLE agencies.official (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    PRIMARY KEY (agency_id, id)
);
SELECT isolation.isolate('agencies.official');

CREATE TABLE agencies.official_fact (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    official_id uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    name        text NOT NULL CHECK (name <> ''),
    mail        text NOT NULL CHECK (mail = lower(mail)),
    telephone   text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, official_id WITH =, daterange(from_day, until_day) WITH &&)
);
CREATE INDEX official_fact_name ON agencies.official_fact (agency_id, name);
SELECT isolation.isolate('agencies.official_fact');
SELECT agencies.keep_history('agencies.official_fact');

-- การดำรงตำแหน่ง
CREATE TABLE agencies.holding (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    official_id uuid NOT NULL,
    position_id uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    FOREIGN KEY (agency_id, position_id) REFERENCES agencies.position (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, official_id WITH =, position_id WITH =,
                        daterange(from_day, until_day) WITH &&)
);
CREATE INDEX holding_position ON agencies.holding (agency_id, position_id);
SELECT isolation.isolate('agencies.holding');
SELECT agencies.keep_history('agencies.holding');

-- เจ้าหน้าที่สารบรรณ
CREATE TABLE agencies.correspondence_officer (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    official_id uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    source      text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, official_id WITH =, daterange(from_day, until_day) WITH &&)
);
SELECT isolation.isolate('agencies.correspondence_officer');
SELECT agencies.keep_history('agencies.correspondence_officer');

-- ปฏิบัติราชการแทน (DELEGATED) and รักษาราชการแทน (ACTING): for a person or for whoever holds a position
CREATE TABLE agencies.delegation (
    agency_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    kind               text NOT NULL CHECK (kind IN ('DELEGATED', 'ACTING')),
    principal_official uuid CHECK (principal_official <> official_id),
    principal_position uuid,
    official_id        uuid NOT NULL,
    from_day           date NOT NULL,
    until_day          date CHECK (until_day >= from_day),
    source             text NOT NULL CHECK (source <> ''),
    recorded_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    FOREIGN KEY (agency_id, principal_official) REFERENCES agencies.official (agency_id, id),
    FOREIGN KEY (agency_id, principal_position) REFERENCES agencies.position (agency_id, id),
    CHECK ((principal_official IS NULL) <> (principal_position IS NULL))
);
SELECT isolation.isolate('agencies.delegation');
SELECT agencies.keep_history('agencies.delegation');

-- หน้าที่และอำนาจ: that a person may make letters (MAKE) or give directions on them (DIRECT), by own post or
-- by a delegation, and by which order.
CREATE TABLE agencies.mandate (
    agency_id     uuid NOT NULL,
    id            uuid NOT NULL,
    official_id   uuid NOT NULL,
    authority     text NOT NULL CHECK (authority IN ('MAKE', 'DIRECT')),
    delegation_id uuid,
    from_day      date NOT NULL,
    until_day     date CHECK (until_day >= from_day),
    source        text NOT NULL CHECK (source <> ''),
    recorded_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    FOREIGN KEY (agency_id, delegation_id) REFERENCES agencies.delegation (agency_id, id),
    CONSTRAINT mandate_twice EXCLUDE USING gist (agency_id WITH =, official_id WITH =, authority WITH =,
        daterange(from_day, until_day) WITH &&) WHERE (delegation_id IS NULL)
);
SELECT isolation.isolate('agencies.mandate');
SELECT agencies.keep_history('agencies.mandate');

-- What the public registry says of a mandate: all that is public of the person is in the row, as it was
-- then. A changed name, position or address closes the row and opens another.
CREATE TABLE agencies.authority (
    agency_id   uuid NOT NULL,
    id          uuid NOT NULL,
    mandate_id  uuid NOT NULL,
    official_id uuid NOT NULL,
    authority   text NOT NULL CHECK (authority IN ('MAKE', 'DIRECT')),
    kind        text NOT NULL CHECK (kind IN ('OWN', 'DELEGATED', 'ACTING')),
    from_day    date NOT NULL,
    until_day   date CHECK (until_day >= from_day),
    name        text NOT NULL CHECK (name <> ''),
    position    text NOT NULL,
    mail        text NOT NULL CHECK (mail = lower(mail) AND mail <> ''),
    telephone   text NOT NULL,
    source      text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, official_id) REFERENCES agencies.official (agency_id, id),
    EXCLUDE USING gist (agency_id WITH =, mandate_id WITH =, daterange(from_day, until_day) WITH &&)
);
COMMENT ON COLUMN agencies.authority.mandate_id IS 'our own mandate, or the one of the installation that the row came from';
CREATE INDEX authority_mail ON agencies.authority (mail);
CREATE INDEX authority_words ON agencies.authority USING gin (lower(name || ' ' || position) gin_trgm_ops);
SELECT isolation.isolate_writes('agencies.authority');
SELECT agencies.keep_history('agencies.authority');
