-- What everything but history comes to: see snapshot.rs.
CREATE TABLE seal (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    digest TEXT NOT NULL
) STRICT;
