-- Of long texts not all words are kept: said, so that people are told.
ALTER TABLE search.record ADD COLUMN cut boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN search.record.cut IS 'whether words of its own texts were left out; see also search.file.cut';

ALTER TABLE search.file
    ADD COLUMN content text NOT NULL DEFAULT '',
    ADD COLUMN bytes int NOT NULL DEFAULT 0,
    ADD COLUMN cut boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN search.file.content IS 'names the text: what has the same content has the same text';
COMMENT ON COLUMN search.file.bytes IS 'of its words; those of all files of a record have one budget';

-- A making that is asked for while one is under way begins again.
ALTER TABLE search.rebuild ADD COLUMN generation bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN search.rebuild.generation IS 'grows with every beginning: who began before says no more how far it came';
