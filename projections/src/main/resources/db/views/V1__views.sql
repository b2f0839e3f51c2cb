-- Read models. Everything here can be rebuilt from the log; nothing here decides anything.
--
-- Names are written as views.<table>: a rebuild runs these scripts again with another schema in
-- its place, fills the tables there, and moves them back here.

CREATE SCHEMA IF NOT EXISTS views;

-- How far each view has come. Updated in the transaction that writes the view's rows; its row is
-- the lock that a rebuild and a running projection take before they touch the view's tables.
CREATE TABLE views.position (
    view       text        PRIMARY KEY,
    position   bigint      NOT NULL,
    updated_at timestamptz NOT NULL
);

INSERT INTO views.position (view, position, updated_at)
VALUES ('accounts', 0, now()), ('postings', 0, now()), ('entries', 0, now());

-- Axon's token store.
CREATE TABLE views.token (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

-- Two nodes that start together would race to make this row.
INSERT INTO views.token (processor_name, segment, token, token_type, timestamp)
VALUES ('__config', 0,
        convert_to('{"config":{"id":"' || gen_random_uuid() || '"}}', 'UTF8'),
        'org.axonframework.eventhandling.tokenstore.ConfigToken',
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));

-- One row per account. Sums are numeric: a wallet fits 64 bits by rule, a settlement account need not.
CREATE TABLE views.account (
    account            text        PRIMARY KEY,
    wallet_id          uuid,
    owner_kind         text,
    owner_id           uuid,
    external_reference text,
    currency           text        NOT NULL,
    debits             numeric     NOT NULL,
    credits            numeric     NOT NULL,
    posted             numeric     NOT NULL,
    frozen             numeric     NOT NULL,
    available          numeric     NOT NULL,
    restricted         boolean     NOT NULL,
    opened_at          timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    opened_position    bigint      NOT NULL,
    position           bigint      NOT NULL
);

CREATE INDEX account_owner ON views.account (owner_id, opened_position DESC) WHERE owner_id IS NOT NULL;
CREATE INDEX account_reference ON views.account (external_reference) WHERE external_reference IS NOT NULL;
CREATE INDEX account_listing ON views.account (opened_position DESC) WHERE wallet_id IS NOT NULL;

-- One row per posting. as_of is the time from which the balance held: the time of recording, but
-- never before that of the account's posting before it, so that one index answers both "the
-- balance at an instant" and "the postings, newest first".
CREATE TABLE views.posting (
    position           bigint      NOT NULL,
    line               integer     NOT NULL,
    entry_id           uuid        NOT NULL,
    account            text        NOT NULL,
    side               text        NOT NULL,
    amount_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    balance            numeric     NOT NULL,
    recorded_at        timestamptz NOT NULL,
    effective_at       timestamptz NOT NULL,
    as_of              timestamptz NOT NULL,
    PRIMARY KEY (position, line)
);

CREATE INDEX posting_account ON views.posting (account, as_of, position) INCLUDE (balance);

-- One row per journal entry.
CREATE TABLE views.entry (
    entry_id           uuid        PRIMARY KEY,
    kind               text        NOT NULL,
    from_account       text        NOT NULL,
    to_account         text        NOT NULL,
    amount_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    remarks            text        NOT NULL,
    refs               jsonb       NOT NULL,
    status             text        NOT NULL,
    recorded_at        timestamptz NOT NULL,
    effective_at       timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    position           bigint      NOT NULL
);

CREATE INDEX entry_listing ON views.entry (position);
CREATE INDEX entry_from ON views.entry (from_account, position);
CREATE INDEX entry_to ON views.entry (to_account, position);
