CREATE SCHEMA room;

-- What happened in a room, in its order. From it the room is made again, and all that is said of it afterwards.
CREATE TABLE room.event (
    agency_id uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    number    bigint      GENERATED ALWAYS AS IDENTITY,
    at        timestamptz NOT NULL,
    kind      text        NOT NULL,
    body      jsonb       NOT NULL,
    PRIMARY KEY (agency_id, meeting, number)
);
COMMENT ON COLUMN room.event.kind IS 'the name of a th.sala.room.RoomEvent';
SELECT isolation.isolate('room.event');

CREATE FUNCTION room.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record of a room is only added to';
END;
$$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON room.event FOR EACH ROW EXECUTE FUNCTION room.keep();

-- When a room was last seen at work: until then those who were in it count as present, if the server was killed.
CREATE TABLE room.alive (
    agency_id uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, meeting)
);
SELECT isolation.isolate('room.alive');
