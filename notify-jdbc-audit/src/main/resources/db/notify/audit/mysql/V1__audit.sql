CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER     NOT NULL,
  applied_at DATETIME(6) NOT NULL,
  PRIMARY KEY (component, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_event (
  event_id       VARCHAR(36) NOT NULL PRIMARY KEY,
  event_type     TEXT NOT NULL,
  subject        VARCHAR(300),
  customer       VARCHAR(300),
  occurred_at    BIGINT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  correlation_id TEXT,
  fingerprint    TEXT NOT NULL,
  content        LONGBLOB,
  place          BIGINT NOT NULL,
  INDEX notify_event_subject (subject, occurred_at),
  INDEX notify_event_customer (customer),
  INDEX notify_event_recorded (recorded_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_notification (
  id                  VARCHAR(36) NOT NULL PRIMARY KEY,
  event_id            VARCHAR(36) NOT NULL,
  subject             VARCHAR(300),
  customer            VARCHAR(300),
  occurred_at         BIGINT NOT NULL,
  route               VARCHAR(300) NOT NULL,
  role                TEXT NOT NULL,
  recipient           TEXT,
  recipient_name      TEXT,
  recipient_key       VARCHAR(300),
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
  news                INTEGER NOT NULL,
  INDEX notify_notification_created (created_at, id),
  INDEX notify_notification_event (event_id),
  INDEX notify_notification_subject (subject, created_at, id),
  INDEX notify_notification_customer (customer, created_at, id),
  INDEX notify_notification_recipient (recipient_key, created_at, id),
  INDEX notify_notification_status (status, created_at, id),
  INDEX notify_notification_route (route, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_attempt (
  notification_id     VARCHAR(36) NOT NULL,
  claim               INTEGER NOT NULL,
  number              INTEGER NOT NULL,
  started_at          BIGINT NOT NULL,
  ended_at            BIGINT,
  provider            TEXT,
  outcome             VARCHAR(20) NOT NULL,
  provider_message_id VARCHAR(300),
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (notification_id, claim, number),
  INDEX notify_attempt_message (provider_message_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_history (
  id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  event_id        VARCHAR(36) NOT NULL,
  notification_id VARCHAR(36),
  at              BIGINT NOT NULL,
  what            TEXT NOT NULL,
  actor           TEXT NOT NULL,
  detail          TEXT NOT NULL,
  place           BIGINT NOT NULL,
  INDEX notify_history_event (event_id),
  INDEX notify_history_notification (notification_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_ending (
  subject     VARCHAR(300) NOT NULL,
  route       VARCHAR(300) NOT NULL,
  event_id    VARCHAR(36) NOT NULL,
  event_type  TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  PRIMARY KEY (subject, route),
  INDEX notify_ending_event (event_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_delivery_event (
  provider            VARCHAR(300) NOT NULL,
  provider_event_id   VARCHAR(300) NOT NULL,
  notification_id     VARCHAR(36),
  provider_message_id VARCHAR(300),
  kind                VARCHAR(20) NOT NULL,
  occurred_at         BIGINT NOT NULL,
  received_at         BIGINT NOT NULL,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (provider, provider_event_id),
  INDEX notify_delivery_event_notification (notification_id, received_at),
  INDEX notify_delivery_event_message (provider_message_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_suppression (
  recipient_key VARCHAR(300) NOT NULL PRIMARY KEY,
  reason        TEXT NOT NULL,
  placed_by     TEXT NOT NULL,
  placed_at     BIGINT NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
-- the archive: the same tables once more, for what has ended long ago
CREATE TABLE IF NOT EXISTS notify_archived_event (
  event_id       VARCHAR(36) NOT NULL PRIMARY KEY,
  event_type     TEXT NOT NULL,
  subject        VARCHAR(300),
  customer       VARCHAR(300),
  occurred_at    BIGINT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  correlation_id TEXT,
  fingerprint    TEXT NOT NULL,
  content        LONGBLOB,
  place          BIGINT NOT NULL,
  INDEX notify_archived_event_subject (subject, occurred_at),
  INDEX notify_archived_event_customer (customer),
  INDEX notify_archived_event_recorded (recorded_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_archived_notification (
  id                  VARCHAR(36) NOT NULL PRIMARY KEY,
  event_id            VARCHAR(36) NOT NULL,
  subject             VARCHAR(300),
  customer            VARCHAR(300),
  occurred_at         BIGINT NOT NULL,
  route               VARCHAR(300) NOT NULL,
  role                TEXT NOT NULL,
  recipient           TEXT,
  recipient_name      TEXT,
  recipient_key       VARCHAR(300),
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
  news                INTEGER NOT NULL,
  INDEX notify_archived_notification_created (created_at, id),
  INDEX notify_archived_notification_event (event_id),
  INDEX notify_archived_notification_subject (subject, created_at, id),
  INDEX notify_archived_notification_customer (customer, created_at, id),
  INDEX notify_archived_notification_recipient (recipient_key, created_at, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_archived_attempt (
  notification_id     VARCHAR(36) NOT NULL,
  claim               INTEGER NOT NULL,
  number              INTEGER NOT NULL,
  started_at          BIGINT NOT NULL,
  ended_at            BIGINT,
  provider            TEXT,
  outcome             VARCHAR(20) NOT NULL,
  provider_message_id VARCHAR(300),
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (notification_id, claim, number),
  INDEX notify_archived_attempt_message (provider_message_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_archived_history (
  id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  event_id        VARCHAR(36) NOT NULL,
  notification_id VARCHAR(36),
  at              BIGINT NOT NULL,
  what            TEXT NOT NULL,
  actor           TEXT NOT NULL,
  detail          TEXT NOT NULL,
  place           BIGINT NOT NULL,
  INDEX notify_archived_history_event (event_id),
  INDEX notify_archived_history_notification (notification_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_archived_delivery_event (
  provider            VARCHAR(300) NOT NULL,
  provider_event_id   VARCHAR(300) NOT NULL,
  notification_id     VARCHAR(36),
  provider_message_id VARCHAR(300),
  kind                VARCHAR(20) NOT NULL,
  occurred_at         BIGINT NOT NULL,
  received_at         BIGINT NOT NULL,
  detail              TEXT,
  place               BIGINT NOT NULL,
  PRIMARY KEY (provider, provider_event_id),
  INDEX notify_archived_delivery_event_notification (notification_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
-- what is held or shared by a name goes by the row that its hash leads to
CREATE TABLE IF NOT EXISTS notify_lock (
  slot INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
INSERT INTO notify_lock (slot)
WITH RECURSIVE part (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM part WHERE n < 127)
SELECT high.n * 128 + low.n FROM part high CROSS JOIN part low WHERE TRUE
ON DUPLICATE KEY UPDATE notify_lock.slot = notify_lock.slot;
INSERT INTO notify_schema (component, version, applied_at) VALUES ('audit', 1, UTC_TIMESTAMP(6));
