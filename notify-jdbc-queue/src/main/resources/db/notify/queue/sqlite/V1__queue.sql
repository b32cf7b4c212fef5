CREATE TABLE IF NOT EXISTS notify_schema (
  component  TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE notify_message (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id   TEXT    NOT NULL UNIQUE,
  fingerprint  TEXT    NOT NULL,
  lane         INTEGER NOT NULL,
  blocked      INTEGER NOT NULL DEFAULT 0,
  available_at INTEGER NOT NULL,
  not_before   INTEGER,
  not_after    INTEGER,
  deliveries   INTEGER NOT NULL DEFAULT 0,
  failures     INTEGER NOT NULL DEFAULT 0,
  lease_token  INTEGER,
  lease_owner  TEXT,
  ordering_key TEXT,
  headers      TEXT    NOT NULL,
  enqueued_at  INTEGER NOT NULL,
  body         BLOB    NOT NULL,
  last_error   TEXT
);
-- blocked: 1 while an older message of its ordering key is known to be in the queue; such rows are in nobody's way;
-- 2 where one was when the row was stored, and no claim has looked since
CREATE INDEX notify_message_claim ON notify_message (blocked, lane, available_at, id);
CREATE INDEX notify_message_order ON notify_message (ordering_key, id) WHERE ordering_key IS NOT NULL;
CREATE TABLE notify_dead_message (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id   TEXT    NOT NULL,
  fingerprint  TEXT    NOT NULL,
  lane         INTEGER NOT NULL,
  not_before   INTEGER,
  not_after    INTEGER,
  deliveries   INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  ordering_key TEXT,
  headers      TEXT    NOT NULL,
  enqueued_at  INTEGER NOT NULL,
  body         BLOB    NOT NULL,
  reason       TEXT    NOT NULL,
  buried_at    INTEGER NOT NULL
);
CREATE INDEX notify_dead_message_id ON notify_dead_message (message_id);
INSERT INTO notify_schema (component, version, applied_at)
VALUES ('queue', 1, CAST(unixepoch('subsec') * 1000 AS INTEGER));
