CREATE TABLE IF NOT EXISTS notify_schema (
  component  VARCHAR(40) NOT NULL,
  version    INTEGER NOT NULL,
  applied_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE IF NOT EXISTS sample (id BIGINT PRIMARY KEY, word VARCHAR(40) NOT NULL UNIQUE);
MERGE INTO notify_schema (component, version, applied_at) KEY (component, version)
VALUES ('sample', 1, CURRENT_TIMESTAMP);
