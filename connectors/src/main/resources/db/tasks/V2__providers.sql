-- What processes that call providers have to do, to say and to remember.

-- db-scheduler's table, apart from the ledger's own tasks: each process picks up what it knows.
CREATE TABLE tasks.provider_task (
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

CREATE INDEX provider_task_due ON tasks.provider_task (execution_time);
CREATE INDEX provider_task_heartbeat ON tasks.provider_task (last_heartbeat);

-- How far the log was followed: Axon's token store.
CREATE TABLE tasks.token (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

-- Two nodes that start together would race to make this row.
INSERT INTO tasks.token (processor_name, segment, token, token_type, timestamp)
VALUES ('__config', 0,
        convert_to('{"config":{"id":"' || gen_random_uuid() || '"}}', 'UTF8'),
        'org.axonframework.eventhandling.tokenstore.ConfigToken',
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));

-- What a process that does not write tells the one that does; answered under its id as a key.
CREATE TABLE tasks.relayed_command (
    id               uuid        PRIMARY KEY,
    type             text        NOT NULL,
    command          bytea       NOT NULL,
    actor            text        NOT NULL,
    authenticated_by text        NOT NULL,
    sent_at          timestamptz NOT NULL
);

-- What each process that calls providers thinks of them: processes that take payments look here
-- before any money moves.
CREATE TABLE tasks.provider_state (
    node       text        NOT NULL,
    utility    text        NOT NULL,
    state      text        NOT NULL,
    open_until timestamptz,
    seen_at    timestamptz NOT NULL,
    PRIMARY KEY (node, utility)
);
