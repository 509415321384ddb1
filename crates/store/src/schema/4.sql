-- The focus queue and what is on screen, as one JSON of chat::Kept.
CREATE TABLE focus (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    value TEXT NOT NULL
) STRICT;

CREATE TABLE moderator (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    key        TEXT NOT NULL UNIQUE,
    rights     TEXT NOT NULL,       -- JSON, an array of names
    expires_at TEXT                 -- RFC 3339, NULL: never
) STRICT;

-- What moderators did, and what of it the streamer did. It outlives them.
CREATE TABLE audit (
    number  INTEGER PRIMARY KEY,    -- order
    at      TEXT NOT NULL,          -- RFC 3339
    who     TEXT,                   -- the moderator's id, NULL: the streamer
    name    TEXT NOT NULL,          -- and what they were called then
    deed    TEXT NOT NULL,          -- what was done: a name
    message TEXT,                   -- the id of what it was done to
    entry   TEXT NOT NULL,          -- all of it, as JSON
    undone  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX audit_message ON audit (message);
