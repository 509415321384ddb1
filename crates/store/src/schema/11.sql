-- What the ledger is searched by, as the history is (5.sql).
CREATE VIRTUAL TABLE paid_words USING fts5 (
    author, text,
    content = 'paid', content_rowid = 'number', tokenize = 'trigram', detail = 'none'
);
INSERT INTO paid_words (paid_words) VALUES ('rebuild');

CREATE TRIGGER paid_words_insert AFTER INSERT ON paid BEGIN
    INSERT INTO paid_words (rowid, author, text) VALUES (new.number, new.author, new.text);
END;
CREATE TRIGGER paid_words_delete AFTER DELETE ON paid BEGIN
    INSERT INTO paid_words (paid_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
END;
CREATE TRIGGER paid_words_update AFTER UPDATE OF author, text ON paid BEGIN
    INSERT INTO paid_words (paid_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
    INSERT INTO paid_words (rowid, author, text) VALUES (new.number, new.author, new.text);
END;
