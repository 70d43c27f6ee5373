-- การยืนยันโดยบุคคลที่สอง: acts that one person asked for and that wait for another, and what became of them.
CREATE TABLE accounts.proposal (
    agency_id       uuid NOT NULL,
    id              uuid NOT NULL,
    act             text NOT NULL,
    affected        uuid,
    about           text NOT NULL,
    said            text[] NOT NULL,
    takes           boolean NOT NULL,
    of_installation boolean NOT NULL,
    proposer        uuid NOT NULL,
    proposer_agency uuid NOT NULL,
    proposer_name   text NOT NULL,
    proposed_at     timestamptz NOT NULL,
    alone_after     timestamptz,
    until           timestamptz NOT NULL,
    outcome         text CHECK (outcome IN ('CONFIRMED', 'ALONE', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    decider         uuid,
    decider_name    text,
    decided_at      timestamptz,
    reason          text NOT NULL DEFAULT '',
    PRIMARY KEY (agency_id, id),
    CHECK ((outcome IS NULL) = (decided_at IS NULL)),
    CHECK (decider IS DISTINCT FROM proposer OR decider IS NULL OR outcome = 'WITHDRAWN' OR outcome = 'ALONE' AND alone_after <= decided_at)
);
CREATE UNIQUE INDEX proposal_waiting ON accounts.proposal (agency_id, act, coalesce(affected::text, about)) WHERE outcome IS NULL;
CREATE INDEX proposal_decided ON accounts.proposal (agency_id, decided_at DESC) WHERE outcome IS NOT NULL;
SELECT isolation.isolate('accounts.proposal');
COMMENT ON COLUMN accounts.proposal.affected IS 'the account that it is about, if it is about one';
COMMENT ON COLUMN accounts.proposal.about IS 'whom or what it is about, as people call it';
COMMENT ON COLUMN accounts.proposal.said IS 'what the act needs to be done later exactly as it was asked for';
COMMENT ON COLUMN accounts.proposal.takes IS 'whether whoever it is about gains nothing by it: then that person may be the second one';
COMMENT ON COLUMN accounts.proposal.alone_after IS 'from when on the proposer may do it alone; null if another must confirm it';
COMMENT ON COLUMN accounts.proposal.of_installation IS 'whether the second one must have the right over the installation';
