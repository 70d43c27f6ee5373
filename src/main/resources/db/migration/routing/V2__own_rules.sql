-- Which rules hold for letters inside an agency (ETDA-63 ข้อ 4), as decided with a date; without a decision those of ข้อ 5 to 7.
CREATE TABLE routing.rules_decision (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    first_day  date        NOT NULL,
    rules      text        NOT NULL CHECK (rules IN ('OF_MAIL', 'OWN')),
    source     text        NOT NULL CHECK (source <> ''),
    decided_at timestamptz NOT NULL,
    decided_by text        NOT NULL,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON TABLE routing.rules_decision IS
    'never changed or deleted: of those that have begun the latest counts, of two for one day the one decided later';
SELECT isolation.isolate('routing.rules_decision');
