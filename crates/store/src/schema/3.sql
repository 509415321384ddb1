-- Keys of pages that are not one overlay's.
CREATE TABLE page_key (
    page TEXT PRIMARY KEY NOT NULL,
    key TEXT NOT NULL
) STRICT;
