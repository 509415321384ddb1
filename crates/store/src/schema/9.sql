-- What the streamer put on the support page.
CREATE TABLE support (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    page TEXT NOT NULL -- JSON
) STRICT;
