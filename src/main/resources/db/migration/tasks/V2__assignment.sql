-- Who of a unit has its task.
CREATE TABLE tasks.assignment (
    agency_id        uuid        NOT NULL,
    letter           uuid        NOT NULL,
    unit             uuid        NOT NULL,
    official         uuid        NOT NULL,
    name             text        NOT NULL,
    direction        text        NOT NULL,
    given_at         timestamptz NOT NULL,
    given_by         text        NOT NULL,
    given_by_account uuid        NOT NULL,
    said             text,
    done_at          timestamptz,
    taken_back_by    text,
    taken_back_at    timestamptz,
    PRIMARY KEY (agency_id, letter, unit, official),
    FOREIGN KEY (agency_id, letter, unit) REFERENCES tasks.task (agency_id, letter, unit),
    CHECK ((done_at IS NULL) = (said IS NULL)),
    CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)),
    CHECK (done_at IS NULL OR taken_back_at IS NULL)
);
COMMENT ON COLUMN tasks.assignment.name IS 'of the official, as it was then';
COMMENT ON COLUMN tasks.assignment.said IS 'by the person, of what became of it; null until then';
CREATE INDEX assignment_open ON tasks.assignment (agency_id, official, unit) WHERE done_at IS NULL AND taken_back_at IS NULL;
SELECT isolation.isolate('tasks.assignment');
