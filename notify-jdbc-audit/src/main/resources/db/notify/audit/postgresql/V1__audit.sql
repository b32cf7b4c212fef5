CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER     NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE notify_event (
  event_id       VARCHAR(36) NOT NULL PRIMARY KEY,
  event_type     TEXT NOT NULL,
  subject        TEXT,
  customer       TEXT,
  occurred_at    BIGINT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  correlation_id TEXT,
  fingerprint    TEXT NOT NULL,
  content        BYTEA,
  place          BIGINT NOT NULL
);
CREATE INDEX notify_event_subject ON notify_event (subject, occurred_at);
CREATE INDEX notify_event_customer ON notify_event (customer);
CREATE INDEX notify_event_recorded ON notify_event (recorded_at);
CREATE TABLE notify_notification (
  id                  VARCHAR(36) NOT NULL PRIMARY KEY,
  event_id            VARCHAR(36) NOT NULL,
  subject             TEXT,
  customer            TEXT,
  occurred_at         BIGINT NOT NULL,
  route               TEXT NOT NULL,
  role                TEXT NOT NULL,
  recipient           TEXT,
  recipient_name      TEXT,
  recipient_key       TEXT,
  status              VARCHAR(20) NOT NULL,
  reason              TEXT,
  template            TEXT,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT NOT NULL,
  scheduled_for       BIGINT,
  claimed_at          BIGINT,
  claimed_until       BIGINT,
  granted             INTEGER NOT NULL,
  attempts            INTEGER NOT NULL,
  sent_at             BIGINT,
  provider            TEXT,
  provider_message_id TEXT,
  resend_of           VARCHAR(36),
  news                INTEGER NOT NULL
);
CREATE INDEX notify_notification_created ON notify_notification (created_at, id);
CREATE INDEX notify_notification_event ON notify_notification (event_id);
CREATE INDEX notify_notification_subject ON notify_notification (subject, created_at, id);
CREATE INDEX notify_notification_customer ON notify_notification (customer, created_at, id);
CREATE INDEX notify_notification_recipient ON notify_notification (recipient_key, created_at, id);
CREATE INDEX notify_notification_status ON notify_notification (status, created_at, id);
CREATE INDEX notify_notification_route ON notify_notification (route, created_at, id);
CREATE TABLE notify_attempt (
  notification_id     VARCHAR(36) NOT NULL,
  claim               INTEGER NOT NULL,
  number              INTEGER NOT NULL,
  started_at          BIGINT NOT NULL,
  ended_at            BIGINT,
  provider            TEXT,
  outcome             VARCHAR(20) NOT NULL,
  provider_message_id TEXT,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (notification_id, claim, number)
);
CREATE INDEX notify_attempt_message ON notify_attempt (provider_message_id);
CREATE TABLE notify_history (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id        VARCHAR(36) NOT NULL,
  notification_id VARCHAR(36),
  at              BIGINT NOT NULL,
  what            TEXT NOT NULL,
  actor           TEXT NOT NULL,
  detail          TEXT NOT NULL,
  place           BIGINT NOT NULL
);
CREATE INDEX notify_history_event ON notify_history (event_id);
CREATE INDEX notify_history_notification ON notify_history (notification_id);
CREATE TABLE notify_ending (
  subject     TEXT NOT NULL,
  route       TEXT NOT NULL,
  event_id    VARCHAR(36) NOT NULL,
  event_type  TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  PRIMARY KEY (subject, route)
);
CREATE TABLE notify_delivery_event (
  provider            TEXT NOT NULL,
  provider_event_id   TEXT NOT NULL,
  notification_id     VARCHAR(36),
  provider_message_id TEXT,
  kind                VARCHAR(20) NOT NULL,
  occurred_at         BIGINT NOT NULL,
  received_at         BIGINT NOT NULL,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (provider, provider_event_id)
);
CREATE INDEX notify_delivery_event_notification ON notify_delivery_event (notification_id, received_at);
CREATE INDEX notify_delivery_event_message ON notify_delivery_event (provider_message_id);
CREATE INDEX notify_ending_event ON notify_ending (event_id);
CREATE TABLE notify_suppression (
  recipient_key TEXT NOT NULL PRIMARY KEY,
  reason        TEXT NOT NULL,
  placed_by     TEXT NOT NULL,
  placed_at     BIGINT NOT NULL
);
-- the archive: the same tables once more, for what has ended long ago
CREATE TABLE notify_archived_event (
  event_id       VARCHAR(36) NOT NULL PRIMARY KEY,
  event_type     TEXT NOT NULL,
  subject        TEXT,
  customer       TEXT,
  occurred_at    BIGINT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  correlation_id TEXT,
  fingerprint    TEXT NOT NULL,
  content        BYTEA,
  place          BIGINT NOT NULL
);
CREATE INDEX notify_archived_event_subject ON notify_archived_event (subject, occurred_at);
CREATE INDEX notify_archived_event_customer ON notify_archived_event (customer);
CREATE INDEX notify_archived_event_recorded ON notify_archived_event (recorded_at);
CREATE TABLE notify_archived_notification (
  id                  VARCHAR(36) NOT NULL PRIMARY KEY,
  event_id            VARCHAR(36) NOT NULL,
  subject             TEXT,
  customer            TEXT,
  occurred_at         BIGINT NOT NULL,
  route               TEXT NOT NULL,
  role                TEXT NOT NULL,
  recipient           TEXT,
  recipient_name      TEXT,
  recipient_key       TEXT,
  status              VARCHAR(20) NOT NULL,
  reason              TEXT,
  template            TEXT,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT NOT NULL,
  scheduled_for       BIGINT,
  claimed_at          BIGINT,
  claimed_until       BIGINT,
  granted             INTEGER NOT NULL,
  attempts            INTEGER NOT NULL,
  sent_at             BIGINT,
  provider            TEXT,
  provider_message_id TEXT,
  resend_of           VARCHAR(36),
  news                INTEGER NOT NULL
);
CREATE INDEX notify_archived_notification_created ON notify_archived_notification (created_at, id);
CREATE INDEX notify_archived_notification_event ON notify_archived_notification (event_id);
CREATE INDEX notify_archived_notification_subject ON notify_archived_notification (subject, created_at, id);
CREATE INDEX notify_archived_notification_customer ON notify_archived_notification (customer, created_at, id);
CREATE INDEX notify_archived_notification_recipient ON notify_archived_notification (recipient_key, created_at, id);
CREATE TABLE notify_archived_attempt (
  notification_id     VARCHAR(36) NOT NULL,
  claim               INTEGER NOT NULL,
  number              INTEGER NOT NULL,
  started_at          BIGINT NOT NULL,
  ended_at            BIGINT,
  provider            TEXT,
  outcome             VARCHAR(20) NOT NULL,
  provider_message_id TEXT,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (notification_id, claim, number)
);
CREATE INDEX notify_archived_attempt_message ON notify_archived_attempt (provider_message_id);
CREATE TABLE notify_archived_history (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id        VARCHAR(36) NOT NULL,
  notification_id VARCHAR(36),
  at              BIGINT NOT NULL,
  what            TEXT NOT NULL,
  actor           TEXT NOT NULL,
  detail          TEXT NOT NULL,
  place           BIGINT NOT NULL
);
CREATE INDEX notify_archived_history_event ON notify_archived_history (event_id);
CREATE INDEX notify_archived_history_notification ON notify_archived_history (notification_id);
CREATE TABLE notify_archived_delivery_event (
  provider            TEXT NOT NULL,
  provider_event_id   TEXT NOT NULL,
  notification_id     VARCHAR(36),
  provider_message_id TEXT,
  kind                VARCHAR(20) NOT NULL,
  occurred_at         BIGINT NOT NULL,
  received_at         BIGINT NOT NULL,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (provider, provider_event_id)
);
CREATE INDEX notify_archived_delivery_event_notification ON notify_archived_delivery_event (notification_id);
INSERT INTO notify_schema (component, version, applied_at) VALUES ('audit', 1, statement_timestamp());
