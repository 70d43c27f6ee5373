-- Evidence has a digest of where the person is and is reached; the agreement's id is no secret, so it is no salt.
ALTER TABLE telework.agreement ADD COLUMN salt text NOT NULL DEFAULT gen_random_uuid()::text;
COMMENT ON COLUMN telework.agreement.salt IS 'random; evidence has the SHA-256 of it, the place and the contact (before version 3 of this schema: of the agreement''s id, the place and the contact)';
