ALTER TABLE sample ADD COLUMN IF NOT EXISTS seen INTEGER NOT NULL DEFAULT 0;
MERGE INTO notify_schema (component, version, applied_at) KEY (component, version)
VALUES ('sample', 2, CURRENT_TIMESTAMP);
