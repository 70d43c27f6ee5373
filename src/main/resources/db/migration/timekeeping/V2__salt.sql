-- Evidence has a digest of the place that was declared; the mark's id is no secret, so it is no salt.
ALTER TABLE timekeeping.mark ADD COLUMN salt text NOT NULL DEFAULT gen_random_uuid()::text;
COMMENT ON COLUMN timekeeping.mark.salt IS 'random; evidence has the SHA-256 of it and the place, which may be a home (before version 2 of this schema: of the mark''s id and the place)';
