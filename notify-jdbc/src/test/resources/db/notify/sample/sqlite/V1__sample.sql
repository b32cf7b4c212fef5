CREATE TABLE IF NOT EXISTS notify_schema (
  component  TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (component, version)
);
CREATE TABLE sample (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
INSERT INTO notify_schema (component, version, applied_at) VALUES ('sample', 1, CAST(unixepoch('subsec') * 1000 AS INTEGER));
