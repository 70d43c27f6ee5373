-- Which letters have a file, once its text is known.
CREATE INDEX attachment_by_file ON letters.attachment (agency_id, sha256);
