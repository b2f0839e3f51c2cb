-- Rows are picked up and beat for many times more often than the silent are looked for: without an
-- index on the heartbeat they stay where they are, in the room that the fill factor leaves.

DROP INDEX tasks.provider_task_heartbeat;
ALTER TABLE tasks.provider_task SET (fillfactor = 70);
