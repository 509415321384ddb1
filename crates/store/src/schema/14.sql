-- Whose donations are listened to, and since when: what was given before is not asked for.
CREATE TABLE donation_channel (
    provider TEXT PRIMARY KEY,
    channel  TEXT NOT NULL,    -- the service's id of it
    since    INTEGER NOT NULL  -- milliseconds, by our clock
) STRICT;
