-- รายงานการประชุม: a kind of paper with no addressee and no number of a register, and a form of its own.
ALTER TABLE letters.outgoing DROP CONSTRAINT outgoing_kind_check;
ALTER TABLE letters.outgoing ADD CONSTRAINT outgoing_kind_check
    CHECK (kind IN ('EXTERNAL', 'INTERNAL', 'STAMPED', 'ORDER', 'ANNOUNCEMENT', 'CERTIFICATE', 'MINUTES'));
ALTER TABLE letters.outgoing ADD COLUMN meeting jsonb;
COMMENT ON COLUMN letters.outgoing.meeting IS 'what a report of a meeting says besides its text; null if nothing is written';
ALTER TABLE letters.template ADD COLUMN meeting jsonb;
DROP INDEX letters.outgoing_issued;
CREATE INDEX outgoing_issued ON letters.outgoing (agency_id, signed_at DESC, id)
    WHERE kind IN ('ORDER', 'ANNOUNCEMENT', 'CERTIFICATE', 'MINUTES') AND stage IN ('NUMBERED', 'SENT', 'PAPER');

-- A letter that was said by mistake to answer another.
ALTER TABLE letters.answering ADD COLUMN taken_back_at timestamptz, ADD COLUMN taken_back_by text;
ALTER TABLE letters.answering ADD CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL));
COMMENT ON COLUMN letters.answering.taken_back_at IS 'null while the one answers the other';

-- ตราประจำหน่วยงาน: pictures that were given, and since when which of them stands on letters. None is ever changed.
CREATE TABLE letters.emblem_picture (
    agency_id uuid        NOT NULL,
    sha256    text        NOT NULL,
    given_at  timestamptz NOT NULL,
    given_by  text        NOT NULL,
    PRIMARY KEY (agency_id, sha256)
);
COMMENT ON COLUMN letters.emblem_picture.sha256 IS 'of the PNG that was made of what somebody gave';
SELECT isolation.isolate('letters.emblem_picture');

CREATE TABLE letters.emblem (
    agency_id uuid        NOT NULL,
    place     int         NOT NULL,
    sha256    text,
    used_at   timestamptz NOT NULL,
    used_by   text        NOT NULL,
    PRIMARY KEY (agency_id, place),
    FOREIGN KEY (agency_id, sha256) REFERENCES letters.emblem_picture (agency_id, sha256)
);
COMMENT ON COLUMN letters.emblem.sha256 IS 'null for the emblem that stands there without any';
SELECT isolation.isolate('letters.emblem');

ALTER TABLE letters.outgoing ADD COLUMN emblem text;
COMMENT ON COLUMN letters.outgoing.emblem IS
    'the picture (SHA-256) that the agency had on its letters when this one got its number; null for none of its own';

-- With several signers: whose key it is.
ALTER TABLE letters.signing_trouble ADD COLUMN official uuid, ADD COLUMN name text;
COMMENT ON COLUMN letters.signing_trouble.official IS 'whose key cannot be used; null if nobody knows';
