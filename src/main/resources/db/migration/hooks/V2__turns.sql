SET LOCAL sala.agency = '*';

-- Whose turn it is: the address that was served longest ago comes first.
ALTER TABLE hooks.hook ADD COLUMN served_at timestamptz;

-- Failing counts from a failure on for as long as something waits to be tried.
UPDATE hooks.hook SET failing_since = NULL
 WHERE NOT EXISTS (SELECT FROM hooks.delivery
                    WHERE delivery.agency_id = hook.agency_id AND delivery.hook_id = hook.id
                      AND delivery.next_at IS NOT NULL);

DROP INDEX hooks.delivery_due;
CREATE INDEX delivery_waiting ON hooks.delivery (agency_id, hook_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX delivery_done ON hooks.delivery (at) WHERE next_at IS NULL;
