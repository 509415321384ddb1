-- What was bought without an amount before 15.sql, out of the history, as chat::Message::bought has it.
CREATE TABLE late AS
WITH sold AS MATERIALIZED (
    SELECT * FROM message
    WHERE kind IN ('subscription', 'gift', 'membership', 'milestone') AND json_valid(message)
        AND platform <> 'demo' AND source <> 'test' AND id NOT IN (SELECT id FROM paid)
)
SELECT * FROM sold
WHERE message ->> '$.amount' IS NULL
    AND message ->> '$.flags.repeats' IS NULL
    AND message ->> '$.flags.shared.room' IS NULL
    AND CASE kind
        WHEN 'subscription' THEN message ->> '$.event' <> 'pay_forward'
        WHEN 'gift' THEN message ->> '$.event' IN ('single', 'batch')
        ELSE TRUE
    END;

-- Their place is where they came, which their number says: all of it is numbered anew. A clock that was
-- put back does not change the order of what is there.
CREATE TABLE ordered AS
SELECT
    id, platform, source, author_id, author, text, currency, micros, at, message, removed, is_read,
    made_up, written, bought, plan, count, charity,
    max(written) OVER (ORDER BY number) AS came, FALSE AS is_late, number
FROM paid
UNION ALL
SELECT
    id, platform, source, author_id, author, text || ' ', NULL, NULL,
    coalesce(unixepoch(message ->> '$.at'), written) * 1000, message, removed,
    1, -- nobody waits for thanks any more
    0, written, kind, coalesce(message ->> '$.plan', message ->> '$.level'),
    CASE kind WHEN 'gift' THEN coalesce(CAST(message ->> '$.count' AS INTEGER), 1) ELSE 1 END, 0,
    written, TRUE, number
FROM late;
DELETE FROM paid WHERE EXISTS (SELECT 1 FROM late);
INSERT INTO paid (
    id, platform, source, author_id, author, text, currency, micros, at, message, removed, is_read,
    made_up, written, bought, plan, count, charity
)
SELECT
    id, platform, source, author_id, author, text, currency, micros, at, message, removed, is_read,
    made_up, written, bought, plan, count, charity
FROM ordered WHERE EXISTS (SELECT 1 FROM late)
ORDER BY came, is_late, number;
DROP TABLE ordered;
DROP TABLE late;
