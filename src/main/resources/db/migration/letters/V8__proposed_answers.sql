-- Mails in which somebody seems to say, in words of their own, that they have a letter of ours.
-- Whether that is the acknowledgement (C7), a person decides; until then it has no effect.
CREATE TABLE letters.proposed_answer (
    agency_id   uuid        NOT NULL,
    mail_id     uuid        NOT NULL,
    outgoing_id uuid        NOT NULL,
    position    int         NOT NULL,
    sender      text        NOT NULL,
    theirs      boolean     NOT NULL,
    before      text        NOT NULL,
    words       text        NOT NULL,
    after       text        NOT NULL,
    number      text        NOT NULL,
    arrived_at  timestamptz NOT NULL,
    decided_at  timestamptz,
    decided_by  text,
    accepted    boolean,
    PRIMARY KEY (agency_id, mail_id),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((decided_at IS NULL) = (accepted IS NULL))
);
COMMENT ON COLUMN letters.proposed_answer.theirs IS 'whether the sender has an address of the agency that the letter went to';
CREATE INDEX proposed_answer_of ON letters.proposed_answer (agency_id, outgoing_id);
SELECT isolation.isolate('letters.proposed_answer');
