-- What is to be done later or now and then, by whichever node picks it up first; db-scheduler's table.

CREATE SCHEMA IF NOT EXISTS tasks;

CREATE TABLE tasks.scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_task_due ON tasks.scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON tasks.scheduled_task (last_heartbeat);
