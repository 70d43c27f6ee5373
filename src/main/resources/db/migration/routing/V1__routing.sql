CREATE SCHEMA routing;

-- A letter's way inside the agency; its row is locked while the way goes on.
CREATE TABLE routing.way (
    agency_id uuid        NOT NULL,
    letter    uuid        NOT NULL,
    begun_at  timestamptz NOT NULL,
    account   uuid        NOT NULL,
    official  uuid        NOT NULL,
    name      text        NOT NULL,
    title     text        NOT NULL,
    path      text        NOT NULL,
    PRIMARY KEY (agency_id, letter)
);
COMMENT ON COLUMN routing.way.title IS 'the subject, as it was sent last';
SELECT isolation.isolate('routing.way');

-- One sending from one person to another. Up the chain at most one is open.
CREATE TABLE routing.step (
    agency_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    letter        uuid        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('UP', 'ASIDE')),
    of_step       uuid,
    needs         text        CHECK (needs IN ('ALL', 'ANY')),
    version       int         NOT NULL,
    from_account  uuid        NOT NULL,
    from_official uuid        NOT NULL,
    from_name     text        NOT NULL,
    from_title    text        NOT NULL,
    from_contact  text        NOT NULL,
    to_official   uuid        NOT NULL,
    to_position   uuid,
    to_name       text        NOT NULL,
    to_title      text        NOT NULL,
    proposal      text        NOT NULL,
    sent_at       timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    opened_at     timestamptz,
    state         text        NOT NULL CHECK (state IN ('OPEN', 'DECIDED', 'RECALLED', 'WITHDRAWN', 'HANDED_OVER')),
    result        text        CHECK (result IN ('AGREED', 'CHANGED', 'NOTED', 'RETURNED', 'REJECTED', 'SIGNED', 'ANSWERED')),
    endorsement   text        NOT NULL DEFAULT '',
    changes       text        NOT NULL DEFAULT '',
    left_version  int,
    ended_at      timestamptz,
    ended_by      text,
    decided_by    uuid,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, letter) REFERENCES routing.way (agency_id, letter),
    FOREIGN KEY (agency_id, of_step) REFERENCES routing.step (agency_id, id),
    CHECK ((kind = 'ASIDE') = (of_step IS NOT NULL AND needs IS NOT NULL)),
    CHECK ((kind = 'UP') = (to_position IS NOT NULL)),
    CHECK ((state = 'DECIDED') = (result IS NOT NULL AND left_version IS NOT NULL AND decided_by IS NOT NULL)),
    CHECK ((state = 'OPEN') = (ended_at IS NULL))
);
COMMENT ON COLUMN routing.step.of_step IS 'whose holder asks aside';
COMMENT ON COLUMN routing.step.version IS 'of the letter that was sent';
COMMENT ON COLUMN routing.step.left_version IS 'of the letter when the step ended';
COMMENT ON COLUMN routing.step.changes IS 'what was edited (ข้อ 6(2.2))';
CREATE UNIQUE INDEX step_up ON routing.step (agency_id, letter) WHERE kind = 'UP' AND state = 'OPEN';
CREATE INDEX step_of_letter ON routing.step (agency_id, letter, sent_at);
CREATE INDEX step_waiting ON routing.step (agency_id, to_official) WHERE state = 'OPEN';
CREATE INDEX step_at_position ON routing.step (agency_id, to_position) WHERE state = 'OPEN';
CREATE INDEX step_sent ON routing.step (agency_id, from_official, sent_at DESC, id DESC);
CREATE INDEX step_all ON routing.step (agency_id, sent_at DESC, id DESC);
CREATE INDEX step_due ON routing.step (due_at) WHERE state = 'OPEN';
SELECT isolation.isolate('routing.step');
