-- What history is searched by: every three letters in a row of texts and names. Without places
-- (detail = none) it is a third of the size; LIKE, which is how it is asked, looks at the row itself.
CREATE VIRTUAL TABLE message_words USING fts5 (
    author, text,
    content = 'message', content_rowid = 'number', tokenize = 'trigram', detail = 'none'
);
INSERT INTO message_words (message_words) VALUES ('rebuild');

CREATE TRIGGER message_words_insert AFTER INSERT ON message BEGIN
    INSERT INTO message_words (rowid, author, text) VALUES (new.number, new.author, new.text);
END;
CREATE TRIGGER message_words_delete AFTER DELETE ON message BEGIN
    INSERT INTO message_words (message_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
END;
CREATE TRIGGER message_words_update AFTER UPDATE OF author, text ON message BEGIN
    INSERT INTO message_words (message_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
    INSERT INTO message_words (rowid, author, text) VALUES (new.number, new.author, new.text);
END;

-- And by who wrote and by kind.
CREATE INDEX message_author_id ON message (author_id);
CREATE INDEX message_author_name ON message (author COLLATE NOCASE);
CREATE INDEX message_kind ON message (kind);
