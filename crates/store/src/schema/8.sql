-- What was paid, one row for each message, whatever becomes of the history.
CREATE TABLE paid (
    number    INTEGER PRIMARY KEY, -- order of arrival
    id        TEXT NOT NULL UNIQUE,
    platform  TEXT NOT NULL,
    source    TEXT NOT NULL,
    author_id TEXT,
    author    TEXT NOT NULL,       -- name, for search
    text      TEXT NOT NULL,       -- text, system text and amount, for search
    currency  TEXT,                -- NULL where the amount could not be read
    micros    INTEGER,             -- millionths of it
    at        INTEGER NOT NULL,    -- milliseconds, by the platform's clock
    message   TEXT NOT NULL,       -- JSON of chat::Message
    removed   TEXT,                -- chat::Reason
    is_read   INTEGER NOT NULL DEFAULT 0,
    made_up   INTEGER NOT NULL,    -- a test: in no sum
    written   INTEGER NOT NULL DEFAULT (unixepoch()) -- seconds, by our clock
) STRICT;
CREATE INDEX paid_author ON paid (source, author_id);
CREATE INDEX paid_at ON paid (at);
-- All that sums are made of, so that they read no message.
CREATE INDEX paid_totals ON paid (made_up, currency, micros, is_read);

-- What was paid before there was a ledger.
INSERT INTO paid (id, platform, source, author_id, author, text, currency, micros, at, message, removed, made_up, written)
SELECT
    id, platform, source, author_id, author,
    text || ' ' || coalesce(message ->> '$.amount.text', ''),
    message ->> '$.amount.currency',
    message ->> '$.amount.micros',
    written * 1000,
    message, removed, 0, written
FROM message
WHERE (message ->> '$.amount.text' IS NOT NULL OR kind IN ('superchat', 'supersticker', 'cheer', 'jewels'))
    AND message ->> '$.flags.repeats' IS NULL
    AND message ->> '$.flags.shared.room' IS NULL
    AND platform <> 'demo' AND source <> 'test'
ORDER BY number;
