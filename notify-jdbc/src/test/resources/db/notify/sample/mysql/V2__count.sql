SET @change = IF((SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE()
  AND table_name = 'sample' AND column_name = 'seen') = 0,
  'ALTER TABLE sample ADD COLUMN seen INTEGER NOT NULL DEFAULT 0', 'DO 0');
PREPARE changing FROM @change;
EXECUTE changing;
DEALLOCATE PREPARE changing;
INSERT INTO notify_schema (component, version, applied_at) VALUES ('sample', 2, UTC_TIMESTAMP(6));
