CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER     NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE notify_message (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id   VARCHAR(120)  NOT NULL UNIQUE,
  fingerprint  VARCHAR(80)   NOT NULL,
  lane         SMALLINT      NOT NULL,
  blocked      SMALLINT      NOT NULL DEFAULT 0,
  available_at TIMESTAMPTZ   NOT NULL,
  not_before   TIMESTAMPTZ,
  not_after    TIMESTAMPTZ,
  deliveries   INTEGER       NOT NULL DEFAULT 0,
  failures     INTEGER       NOT NULL DEFAULT 0,
  lease_token  BIGINT,
  lease_owner  VARCHAR(120),
  ordering_key VARCHAR(300),
  headers      TEXT          NOT NULL,
  enqueued_at  TIMESTAMPTZ   NOT NULL,
  body         BYTEA         NOT NULL,
  last_error   VARCHAR(1000)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.2, vacuum_truncate = false);
-- blocked: 1 while an older message of its ordering key is known to be in the queue; such rows are in nobody's way;
-- 2 where one was when the row was stored, and no claim has looked since
CREATE INDEX notify_message_claim ON notify_message (blocked, lane, available_at, id);
CREATE INDEX notify_message_order ON notify_message (ordering_key, id) WHERE ordering_key IS NOT NULL;
CREATE TABLE notify_dead_message (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id   VARCHAR(120)  NOT NULL,
  fingerprint  VARCHAR(80)   NOT NULL,
  lane         SMALLINT      NOT NULL,
  not_before   TIMESTAMPTZ,
  not_after    TIMESTAMPTZ,
  deliveries   INTEGER       NOT NULL,
  failures     INTEGER       NOT NULL,
  ordering_key VARCHAR(300),
  headers      TEXT          NOT NULL,
  enqueued_at  TIMESTAMPTZ   NOT NULL,
  body         BYTEA         NOT NULL,
  reason       VARCHAR(1000) NOT NULL,
  buried_at    TIMESTAMPTZ   NOT NULL
);
CREATE INDEX notify_dead_message_id ON notify_dead_message (message_id);
INSERT INTO notify_schema (component, version, applied_at) VALUES ('queue', 1, statement_timestamp());
