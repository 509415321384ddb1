-- What was asked of a platform that counts it, until it begins anew (seconds since 1970).
CREATE TABLE quota (
    name TEXT PRIMARY KEY,
    units INTEGER NOT NULL,
    used_up INTEGER NOT NULL,
    resets_at INTEGER NOT NULL
) STRICT;
