-- Recurring jobs: db-scheduler 16's own table, and our wish to run one of them before its time.
CREATE SCHEMA jobs;

CREATE TABLE jobs.job (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    wanted               boolean NOT NULL DEFAULT false,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX job_execution_time ON jobs.job (execution_time);
CREATE INDEX job_last_heartbeat ON jobs.job (last_heartbeat);
COMMENT ON COLUMN jobs.job.wanted IS 'somebody asked for another run while this one was running';

-- A run that begins covers all wishes made before it. A run that ends under a wish is due again at once.
-- Here and not in Java, because only the row knows which came first.
CREATE FUNCTION jobs.heed_wish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.picked AND NOT OLD.picked THEN
        NEW.wanted := false;
    ELSIF OLD.picked AND NOT NEW.picked AND OLD.wanted THEN
        NEW.wanted := false;
        NEW.execution_time := least(NEW.execution_time, now());
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER heed_wish BEFORE UPDATE ON jobs.job FOR EACH ROW EXECUTE FUNCTION jobs.heed_wish();
