ALTER TABLE sample ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
INSERT INTO notify_schema (component, version, applied_at) VALUES ('sample', 2, CAST(unixepoch('subsec') * 1000 AS INTEGER));
