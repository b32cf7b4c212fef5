CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER     NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE sample (id BIGINT PRIMARY KEY, word VARCHAR(40) NOT NULL UNIQUE);
INSERT INTO notify_schema (component, version, applied_at) VALUES ('sample', 1, statement_timestamp());
