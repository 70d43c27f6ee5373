CREATE SCHEMA tasks;

-- What a unit was asked to do with a letter in.
CREATE TABLE tasks.task (
    agency_id    uuid        NOT NULL,
    letter       uuid        NOT NULL,
    unit         uuid        NOT NULL,
    unit_name    text        NOT NULL,
    title        text        NOT NULL,
    path         text        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('ACT', 'ANSWER', 'KNOW')),
    direction    text        NOT NULL,
    due          date,
    due_or_never date        NOT NULL GENERATED ALWAYS AS (coalesce(due, '9999-12-31'::date)) STORED,
    given_at     timestamptz NOT NULL,
    given_by     text        NOT NULL,
    outcome      text,
    finished_by  text,
    finished_at  timestamptz,
    PRIMARY KEY (agency_id, letter, unit),
    CHECK (purpose <> 'ANSWER' OR due IS NOT NULL),
    CHECK (purpose <> 'KNOW' OR (due IS NULL AND finished_at IS NULL)),
    CHECK ((finished_at IS NULL) = (outcome IS NULL) AND (finished_at IS NULL) = (finished_by IS NULL))
);
COMMENT ON COLUMN tasks.task.title IS 'the letter''s subject, as it was then';
COMMENT ON COLUMN tasks.task.due_or_never IS 'by which lists are ordered';
CREATE INDEX task_open ON tasks.task (agency_id, due_or_never, letter, unit) WHERE finished_at IS NULL AND purpose <> 'KNOW';
CREATE INDEX task_of_unit ON tasks.task (agency_id, unit, due_or_never, letter) WHERE finished_at IS NULL AND purpose <> 'KNOW';
SELECT isolation.isolate('tasks.task');
