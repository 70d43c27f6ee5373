-- สิทธิดูแลทั้งระบบ: who may change what holds for all agencies here. Belongs to no agency; kept when it is taken away.
CREATE TABLE accounts.installation_right (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    given_by   text NOT NULL,
    given_at   timestamptz NOT NULL,
    taken_by   text,
    taken_at   timestamptz,
    CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
CREATE UNIQUE INDEX installation_right_held ON accounts.installation_right (account_id) WHERE taken_at IS NULL;
COMMENT ON COLUMN accounts.installation_right.given_by IS 'the name of whoever gave it; empty for the first administrator';

ALTER TABLE accounts.account ADD CONSTRAINT account_roles_of_agency CHECK (NOT 'INSTALLATION' = ANY (roles));

-- An installation that is older than this right: its first administrator has it.
SELECT set_config('sala.agency', '*', true);
INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
SELECT gen_random_uuid(), id, '', now() FROM accounts.account
 WHERE closed_at IS NULL AND 'ADMINISTRATOR' = ANY (roles)
 ORDER BY opened_at, id LIMIT 1;
SELECT set_config('sala.agency', '', true);
