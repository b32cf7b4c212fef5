CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER     NOT NULL,
  applied_at DATETIME(6) NOT NULL,
  PRIMARY KEY (component, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
-- blocked: 1 while an older message of its ordering key is known to be in the queue; such rows are in nobody's way;
-- 2 where one was when the row was stored, and no claim has looked since
-- publication: a number of the insert that stored the row, by which it knows its own
CREATE TABLE IF NOT EXISTS notify_message (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id   VARCHAR(120) NOT NULL,
  fingerprint  VARCHAR(80)  NOT NULL,
  lane         SMALLINT     NOT NULL,
  blocked      SMALLINT     NOT NULL DEFAULT 0,
  available_at DATETIME(6)  NOT NULL,
  not_before   DATETIME(6),
  not_after    DATETIME(6),
  deliveries   INTEGER      NOT NULL DEFAULT 0,
  failures     INTEGER      NOT NULL DEFAULT 0,
  lease_token  BIGINT,
  lease_owner  VARCHAR(120),
  ordering_key VARCHAR(300),
  headers      MEDIUMTEXT   NOT NULL,
  enqueued_at  DATETIME(6)  NOT NULL,
  body         MEDIUMBLOB   NOT NULL,
  last_error   VARCHAR(1000),
  publication  BIGINT       NOT NULL,
  UNIQUE INDEX notify_message_id (message_id),
  INDEX notify_message_claim (blocked, lane, available_at, id),
  INDEX notify_message_order (ordering_key, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE IF NOT EXISTS notify_dead_message (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id   VARCHAR(120)  NOT NULL,
  fingerprint  VARCHAR(80)   NOT NULL,
  lane         SMALLINT      NOT NULL,
  not_before   DATETIME(6),
  not_after    DATETIME(6),
  deliveries   INTEGER       NOT NULL,
  failures     INTEGER       NOT NULL,
  ordering_key VARCHAR(300),
  headers      MEDIUMTEXT    NOT NULL,
  enqueued_at  DATETIME(6)   NOT NULL,
  body         MEDIUMBLOB    NOT NULL,
  reason       VARCHAR(1000) NOT NULL,
  buried_at    DATETIME(6)   NOT NULL,
  INDEX notify_dead_message_id (message_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
INSERT INTO notify_schema (component, version, applied_at) VALUES ('queue', 1, UTC_TIMESTAMP(6));
