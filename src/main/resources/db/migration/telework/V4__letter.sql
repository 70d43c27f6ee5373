-- The head's order goes on as a letter (คำสั่ง), which has its number from the register.
ALTER TABLE telework.work_order ADD COLUMN letter uuid;
COMMENT ON COLUMN telework.work_order.letter IS 'the letter out that was begun from it; null as long as none was';
