-- Words come into the index at the end of each batch (writer.rs), and not one message at a time: at every
-- statement of a trigger FTS5 writes down what it has, which costs ten times as much.
CREATE TABLE indexed (
    number INTEGER NOT NULL -- of the last message whose words are in the index
) STRICT;
INSERT INTO indexed SELECT coalesce(max(number), 0) FROM message;

DROP TRIGGER message_words_insert;
DROP TRIGGER message_words_delete;
DROP TRIGGER message_words_update;
CREATE TRIGGER message_words_delete AFTER DELETE ON message
WHEN old.number <= (SELECT number FROM indexed) BEGIN
    INSERT INTO message_words (message_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
    -- The number of the last message is given to the next one.
    UPDATE indexed SET number = (SELECT coalesce(max(number), 0) FROM message WHERE number < old.number)
    WHERE number = old.number;
END;
CREATE TRIGGER message_words_update AFTER UPDATE OF author, text ON message
WHEN old.number <= (SELECT number FROM indexed) BEGIN
    INSERT INTO message_words (message_words, rowid, author, text)
    VALUES ('delete', old.number, old.author, old.text);
    INSERT INTO message_words (rowid, author, text) VALUES (new.number, new.author, new.text);
END;

-- One index in the place of two: each message goes to another place of it, which costs a page.
DROP INDEX message_author_id;
DROP INDEX message_author;
CREATE INDEX message_author ON message (author_id, source);
