-- Since when a piece could not be worked at for a fault that is not the file's, and when it is tried again.

ALTER TABLE files.reading RENAME COLUMN asked_at TO due_at;
ALTER TABLE files.reading ADD COLUMN stalled_since timestamptz;
ALTER TABLE files.page_picture RENAME COLUMN asked_at TO due_at;
ALTER TABLE files.page_picture ADD COLUMN stalled_since timestamptz;
