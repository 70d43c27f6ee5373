CREATE SCHEMA media;

-- What one participant sent, as it was recorded: a camera, a microphone or a screen, from one connection.
CREATE TABLE media.track (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    room        uuid        NOT NULL,
    participant uuid        NOT NULL,
    screen      boolean     NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    started_at  timestamptz NOT NULL,
    secret      bytea       NOT NULL,
    ended_at    timestamptz,
    sha256      text        CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (agency_id, id),
    CHECK ((ended_at IS NULL) = (sha256 IS NULL))
);
COMMENT ON COLUMN media.track.secret IS 'the key of the file, closed by the vault: without it the file is noise';
COMMENT ON COLUMN media.track.sha256 IS 'of the whole, once it has ended';
CREATE INDEX track_of_room ON media.track (agency_id, room, started_at, id);
SELECT isolation.isolate('media.track');
REVOKE DELETE ON media.track FROM sala_app;
REVOKE UPDATE ON media.track FROM sala_app;
GRANT UPDATE (ended_at, sha256) ON media.track TO sala_app;

-- Stretches of a track as they came, each hashed and closed within ten seconds.
CREATE TABLE media.track_window (
    agency_id uuid        NOT NULL,
    track     uuid        NOT NULL,
    number    int         NOT NULL CHECK (number >= 0),
    first     bigint      NOT NULL CHECK (first >= 0),
    length    bigint      NOT NULL CHECK (length > 0),
    at        timestamptz NOT NULL,
    digest    text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    chain     text        NOT NULL CHECK (chain ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (agency_id, track, number),
    FOREIGN KEY (agency_id, track) REFERENCES media.track (agency_id, id)
);
COMMENT ON COLUMN media.track_window.first IS 'its first byte in the track';
COMMENT ON COLUMN media.track_window.chain IS 'of the chain before it and its own digest';
SELECT isolation.isolate('media.track_window');
REVOKE UPDATE, DELETE ON media.track_window FROM sala_app;

-- ข้อมูลจราจรทางคอมพิวเตอร์ของสื่อ: what went over one connection in a stretch of time. Only added to.
CREATE TABLE media.traffic (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    file        text        NOT NULL CHECK (file ~ '^[0-9a-f]{64}$'),
    number      int         NOT NULL,
    room        uuid        NOT NULL,
    participant uuid        NOT NULL,
    purpose     text        NOT NULL CHECK (purpose IN ('SENDS', 'RECEIVES')),
    screen      boolean     NOT NULL,
    origin      text        NOT NULL,
    source      text        NOT NULL,
    destination text        NOT NULL,
    protocol    text        NOT NULL,
    begun_at    timestamptz NOT NULL,
    ended_at    timestamptz NOT NULL,
    bytes_in    bigint      NOT NULL CHECK (bytes_in >= 0),
    bytes_out   bigint      NOT NULL CHECK (bytes_out >= 0),
    PRIMARY KEY (agency_id, id),
    CHECK (begun_at <= ended_at)
);
COMMENT ON COLUMN media.traffic.file IS 'SHA-256 of all lines that were taken down at once, in the order of number: stands in the evidence';
COMMENT ON COLUMN media.traffic.origin IS 'แหล่งกำเนิด: the connection as the media server names it';
COMMENT ON COLUMN media.traffic.source IS 'ต้นทาง: the device''s address and port';
COMMENT ON COLUMN media.traffic.destination IS 'ปลายทาง: the media server''s address and port';
CREATE INDEX traffic_of_room ON media.traffic (agency_id, room, begun_at, id);
CREATE INDEX traffic_by_age ON media.traffic (agency_id, ended_at);
SELECT isolation.isolate('media.traffic');
REVOKE UPDATE, DELETE ON media.traffic FROM sala_app;
