-- Whoever holds a signed letter finds which one it is.
CREATE INDEX signature_sha256 ON letters.signature (sha256);
