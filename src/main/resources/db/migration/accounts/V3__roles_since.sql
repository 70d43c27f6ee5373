-- Since when an account has each of its roles: what evidence says of the right behind an act.
ALTER TABLE accounts.account ADD COLUMN roles_since timestamptz[];
SELECT set_config('sala.agency', '*', true);
UPDATE accounts.account SET roles_since = array_fill(opened_at, ARRAY[cardinality(roles)]);
SELECT set_config('sala.agency', '', true);
ALTER TABLE accounts.account ALTER COLUMN roles_since SET NOT NULL,
    ADD CHECK (cardinality(roles_since) = cardinality(roles));
COMMENT ON COLUMN accounts.account.roles_since IS 'of each role in roles, in the same order';
