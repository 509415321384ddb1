-- The bans and timeouts that were placed from here on YouTube, which lifts one by its id alone.
CREATE TABLE youtube_ban (
    number  INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,     -- as its source names it
    author  TEXT NOT NULL,
    id      TEXT NOT NULL,
    until   INTEGER,           -- seconds since 1970; null: until it is lifted
    UNIQUE (channel, author)
) STRICT;
