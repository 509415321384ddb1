-- Sources in OBS that show an overlay, by their names there.
CREATE TABLE obs_source (
    name TEXT PRIMARY KEY NOT NULL,
    overlay TEXT NOT NULL
) STRICT;
