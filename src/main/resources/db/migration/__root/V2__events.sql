-- Spring Modulith's event publication registry, as its own schema file makes it.
CREATE SCHEMA events;

CREATE TABLE events.event_publication (
    id                     uuid PRIMARY KEY,
    listener_id            text NOT NULL,
    event_type             text NOT NULL,
    serialized_event       text NOT NULL,
    publication_date       timestamptz NOT NULL,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
CREATE INDEX event_publication_serialized_event ON events.event_publication USING hash (serialized_event);
CREATE INDEX event_publication_completion ON events.event_publication (completion_date);
