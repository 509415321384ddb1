-- What an overlay shows and how, as JSON.
ALTER TABLE overlay ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
