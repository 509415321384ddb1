CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL          -- JSON
) STRICT;

CREATE TABLE source (
    id       TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    channel  TEXT NOT NULL,
    enabled  INTEGER NOT NULL,   -- 0 after a person stopped it
    UNIQUE (platform, channel)
) STRICT;

CREATE TABLE overlay (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL UNIQUE,
    theme      TEXT NOT NULL,
    custom_css TEXT NOT NULL
) STRICT;

CREATE TABLE message (
    number    INTEGER PRIMARY KEY, -- order of arrival
    id        TEXT NOT NULL UNIQUE,
    platform  TEXT NOT NULL,
    source    TEXT NOT NULL,
    kind      TEXT NOT NULL,
    author_id TEXT,
    author    TEXT NOT NULL,       -- name, for search
    text      TEXT NOT NULL,       -- text and system text, for search
    message   TEXT NOT NULL,       -- JSON of chat::Message
    removed   TEXT,                -- chat::Reason, NULL while shown
    written   INTEGER NOT NULL DEFAULT (unixepoch()) -- seconds, by our clock
) STRICT;
CREATE INDEX message_author ON message (source, author_id);
CREATE INDEX message_written ON message (written);
CREATE INDEX message_demo ON message (number) WHERE platform = 'demo';

CREATE TABLE removal (
    number     INTEGER PRIMARY KEY, -- order of arrival
    message_id TEXT,                -- NULL where it covers more than one message
    removal    TEXT NOT NULL        -- JSON of chat::Removal
) STRICT;
CREATE INDEX removal_message ON removal (message_id);
