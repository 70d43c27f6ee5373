-- With what words a letter ends, and whose business it is (C10); letters from before have neither.

ALTER TABLE letters.outgoing
    ADD COLUMN closing text NOT NULL DEFAULT '',
    ADD COLUMN owner_unit text NOT NULL DEFAULT '';
COMMENT ON COLUMN letters.outgoing.closing IS 'คำลงท้าย';
COMMENT ON COLUMN letters.outgoing.owner_unit IS 'ส่วนราชการเจ้าของเรื่อง';
