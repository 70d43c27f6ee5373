CREATE SCHEMA meetings;

CREATE TABLE meetings.meeting (
    agency_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    title           text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('LEGAL', 'OTHER')),
    rules           text        NOT NULL CHECK (rules IN ('NCPO_74', 'EMEET_63', 'ETDA_63')),
    secret          boolean     NOT NULL,
    begins          timestamptz NOT NULL,
    ends            timestamptz NOT NULL,
    telephone       text        NOT NULL,
    mail            text        NOT NULL,
    organiser       uuid        NOT NULL,
    organiser_name  text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('PLANNED', 'OPEN', 'ENDED', 'CANCELLED')),
    opened_at       timestamptz,
    over_at         timestamptz,
    reason          text        NOT NULL DEFAULT '',
    item            uuid,
    version         int         NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK (begins < ends),
    CHECK ((state IN ('OPEN', 'ENDED')) = (opened_at IS NOT NULL)),
    CHECK ((state IN ('ENDED', 'CANCELLED')) = (over_at IS NOT NULL)),
    CHECK (item IS NULL OR state = 'OPEN')
);
COMMENT ON COLUMN meetings.meeting.telephone IS 'the backup channel; empty if none is named';
COMMENT ON COLUMN meetings.meeting.organiser IS 'the official who arranges it (ผู้มีหน้าที่จัดการประชุม)';
COMMENT ON COLUMN meetings.meeting.item IS 'what is being discussed; null between items';
COMMENT ON COLUMN meetings.meeting.reason IS 'why it was cancelled';
CREATE INDEX meeting_by_time ON meetings.meeting (agency_id, begins DESC, id DESC);
SELECT isolation.isolate('meetings.meeting');

-- Everybody who takes part, secretaries and whoever minds the system with them (NCPO-74 ข้อ 1).
CREATE TABLE meetings.attendee (
    agency_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    meeting   uuid    NOT NULL,
    official  uuid,
    name      text    NOT NULL CHECK (name <> ''),
    position  text    NOT NULL,
    mail      text    NOT NULL,
    role      text    NOT NULL CHECK (role IN ('CHAIR', 'OPERATOR', 'MEMBER', 'SECRETARY', 'ASSISTANT', 'GUEST')),
    number    int     NOT NULL,
    removed   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, meeting, id),
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id),
    CHECK (official IS NOT NULL OR (role = 'GUEST' AND mail <> ''))
);
COMMENT ON COLUMN meetings.attendee.removed IS 'taken off the list; what they did stays';
COMMENT ON COLUMN meetings.attendee.official IS 'null of a guest, who is known by an e-mail address';
CREATE UNIQUE INDEX attendee_once ON meetings.attendee (agency_id, meeting, official) WHERE NOT removed;
CREATE UNIQUE INDEX attendee_address ON meetings.attendee (agency_id, meeting, mail) WHERE official IS NULL AND NOT removed;
CREATE UNIQUE INDEX one_chair ON meetings.attendee (agency_id, meeting) WHERE role = 'CHAIR' AND NOT removed;
CREATE INDEX attendee_of_official ON meetings.attendee (agency_id, official) WHERE official IS NOT NULL AND NOT removed;
SELECT isolation.isolate('meetings.attendee');

-- ระเบียบวาระ
CREATE TABLE meetings.agenda_item (
    agency_id uuid NOT NULL,
    id        uuid NOT NULL,
    meeting   uuid NOT NULL,
    number    int  NOT NULL CHECK (number > 0),
    title     text NOT NULL CHECK (title <> ''),
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, meeting, id),
    CONSTRAINT numbered_once UNIQUE (agency_id, meeting, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id)
);
SELECT isolation.isolate('meetings.agenda_item');

CREATE TABLE meetings.paper (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    item      uuid        NOT NULL,
    name      text        NOT NULL,
    sha256    text        NOT NULL,
    size      bigint      NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, item) REFERENCES meetings.agenda_item (agency_id, id)
);
CREATE INDEX paper_of_item ON meetings.paper (agency_id, item, at);
SELECT isolation.isolate('meetings.paper');

-- Who has an interest in an item (ETDA-63 ข้อ 10(2)).
CREATE TABLE meetings.interest (
    agency_id uuid NOT NULL,
    item      uuid NOT NULL,
    attendee  uuid NOT NULL,
    PRIMARY KEY (agency_id, item, attendee),
    FOREIGN KEY (agency_id, item) REFERENCES meetings.agenda_item (agency_id, id),
    FOREIGN KEY (agency_id, attendee) REFERENCES meetings.attendee (agency_id, id)
);
SELECT isolation.isolate('meetings.interest');

-- What came before the room opened: the chair's decision, the written request, the operator's appointment (MICT-57 ข้อ 6).
CREATE TABLE meetings.step (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('DECISION', 'REQUEST', 'APPOINTMENT')),
    attendee  uuid,
    secret    boolean     NOT NULL,
    words     text        NOT NULL,
    name      text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id)
);
COMMENT ON COLUMN meetings.step.attendee IS 'the chair who decided, or the operator who was appointed';
COMMENT ON COLUMN meetings.step.secret IS 'whether the meeting was a secret one then';
CREATE INDEX step_of_meeting ON meetings.step (agency_id, meeting, at);
SELECT isolation.isolate('meetings.step');
REVOKE UPDATE, DELETE ON meetings.step FROM sala_app;

-- What a test of the whole system came to (MICT-57 ข้อ 6).
CREATE TABLE meetings.readiness (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    ready     boolean     NOT NULL,
    words     text        NOT NULL,
    name      text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id)
);
COMMENT ON COLUMN meetings.readiness.words IS 'a line for each thing measured';
CREATE INDEX readiness_of_meeting ON meetings.readiness (agency_id, meeting, at DESC);
SELECT isolation.isolate('meetings.readiness');
REVOKE UPDATE, DELETE ON meetings.readiness FROM sala_app;

-- What invitations went out; the mail's bytes stay in the file store (NCPO-74 ข้อ 5).
CREATE TABLE meetings.invitation (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    attendee  uuid        NOT NULL,
    sha256    text,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id)
);
COMMENT ON COLUMN meetings.invitation.sha256 IS 'of the mail as it was sent; null where a notice went alone';
CREATE INDEX invitation_of_meeting ON meetings.invitation (agency_id, meeting, at);
SELECT isolation.isolate('meetings.invitation');
REVOKE UPDATE, DELETE ON meetings.invitation FROM sala_app;

-- A guest's way in: sent to one address, for one meeting, and good in the first browser that uses it.
CREATE TABLE meetings.link (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    meeting    uuid        NOT NULL,
    attendee   uuid        NOT NULL,
    token      bytea       NOT NULL UNIQUE,
    made_at    timestamptz NOT NULL,
    browser    bytea       UNIQUE,
    bound_at   timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting, attendee) REFERENCES meetings.attendee (agency_id, meeting, id),
    CHECK ((browser IS NULL) = (bound_at IS NULL))
);
COMMENT ON COLUMN meetings.link.token IS 'SHA-256 of what the mail says';
COMMENT ON COLUMN meetings.link.browser IS 'SHA-256 of the cookie of the browser that used it';
CREATE UNIQUE INDEX one_live_link ON meetings.link (agency_id, attendee) WHERE revoked_at IS NULL;
SELECT isolation.isolate('meetings.link');

-- การแสดงตน: who said who and where they are, and how that was known.
CREATE TABLE meetings.identification (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    attendee  uuid        NOT NULL,
    link      uuid,
    how       text        NOT NULL,
    place     text        NOT NULL,
    salt      text        NOT NULL CHECK (salt <> ''),
    abroad    boolean     NOT NULL,
    at        timestamptz NOT NULL,
    known_at  timestamptz,
    refused   boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting, attendee) REFERENCES meetings.attendee (agency_id, meeting, id),
    CHECK (known_at IS NULL OR NOT refused)
);
COMMENT ON COLUMN meetings.identification.link IS 'by which a guest came; null of whoever signed in';
COMMENT ON COLUMN meetings.identification.how IS 'as the evidence says it, such as password';
COMMENT ON COLUMN meetings.identification.salt IS 'random; evidence has the SHA-256 of it and the place, which may be a home';
COMMENT ON COLUMN meetings.identification.known_at IS 'since when the person is identified; null while others are to vouch';
CREATE INDEX identification_of_meeting ON meetings.identification (agency_id, meeting, attendee, at DESC);
SELECT isolation.isolate('meetings.identification');

-- Who vouched for whom (ETDA-63 ข้อ 9).
CREATE TABLE meetings.vouch (
    agency_id      uuid        NOT NULL,
    identification uuid        NOT NULL,
    attendee       uuid        NOT NULL,
    at             timestamptz NOT NULL,
    PRIMARY KEY (agency_id, identification, attendee),
    FOREIGN KEY (agency_id, identification) REFERENCES meetings.identification (agency_id, id),
    FOREIGN KEY (agency_id, attendee) REFERENCES meetings.attendee (agency_id, id)
);
COMMENT ON COLUMN meetings.vouch.attendee IS 'who vouches';
SELECT isolation.isolate('meetings.vouch');
REVOKE UPDATE, DELETE ON meetings.vouch FROM sala_app;

-- เหตุขัดข้อง: what went wrong, as somebody reported it or the system saw it (ETDA-63 ข้อ 8(2.6)).
CREATE TABLE meetings.incident (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    meeting   uuid        NOT NULL,
    attendee  uuid,
    name      text        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('ENTRY', 'SOUND', 'PICTURE', 'CONNECTION', 'PAPERS', 'OTHER')),
    words     text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, meeting) REFERENCES meetings.meeting (agency_id, id)
);
COMMENT ON COLUMN meetings.incident.attendee IS 'who reported it; null where the system saw it';
CREATE INDEX incident_of_meeting ON meetings.incident (agency_id, meeting, at DESC);
SELECT isolation.isolate('meetings.incident');
REVOKE UPDATE, DELETE ON meetings.incident FROM sala_app;

CREATE TABLE meetings.incident_answer (
    agency_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    incident  uuid        NOT NULL,
    name      text        NOT NULL,
    words     text        NOT NULL,
    solved    boolean     NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, incident) REFERENCES meetings.incident (agency_id, id)
);
CREATE INDEX answer_of_incident ON meetings.incident_answer (agency_id, incident, at);
SELECT isolation.isolate('meetings.incident_answer');
REVOKE UPDATE, DELETE ON meetings.incident_answer FROM sala_app;
