-- What was bought without an amount, such as subscriptions and gifts, and what went to a charity.
ALTER TABLE paid ADD COLUMN bought TEXT;   -- the message's kind; NULL: money
ALTER TABLE paid ADD COLUMN plan TEXT;     -- the tier, or the level's name
ALTER TABLE paid ADD COLUMN count INTEGER; -- how many
ALTER TABLE paid ADD COLUMN charity INTEGER NOT NULL DEFAULT 0;
UPDATE paid SET charity = 1 WHERE message ->> '$.kind' = 'charity';
DROP INDEX paid_totals;
-- All that sums are made of, so that they read no message.
CREATE INDEX paid_totals ON paid (made_up, bought, plan, charity, currency, micros, count, is_read);
