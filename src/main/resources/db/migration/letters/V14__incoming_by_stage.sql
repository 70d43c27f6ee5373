-- Letters in of one stage, the newest first, without reading those of others.
CREATE INDEX incoming_by_stage ON letters.incoming (agency_id, stage, arrived_at DESC);
