ALTER TABLE letters.outgoing ADD COLUMN kind text NOT NULL DEFAULT 'EXTERNAL' CHECK (kind IN ('EXTERNAL', 'INTERNAL', 'STAMPED'));
COMMENT ON COLUMN letters.outgoing.kind IS 'ชนิดของหนังสือ';
