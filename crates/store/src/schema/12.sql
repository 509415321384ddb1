-- What else history is filtered by. Each of these finds rows in their order of arrival.
CREATE INDEX message_source ON message (source);
CREATE INDEX message_platform ON message (platform);
CREATE INDEX message_removed ON message (number) WHERE removed IS NOT NULL;
