ALTER TABLE sample ADD COLUMN IF NOT EXISTS seen INTEGER NOT NULL DEFAULT 0;
INSERT INTO notify_schema (component, version, applied_at) VALUES ('sample', 2, UTC_TIMESTAMP(6));
