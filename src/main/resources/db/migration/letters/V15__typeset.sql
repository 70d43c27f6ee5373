-- Whether Sala sets the letter's PDF from its fields; otherwise somebody gives one.
ALTER TABLE letters.outgoing ADD COLUMN typeset boolean NOT NULL DEFAULT false;
-- The agency's address as on the day of the number; the PDF says it so for good.
ALTER TABLE letters.outgoing ADD COLUMN sender_address text NOT NULL DEFAULT '';
