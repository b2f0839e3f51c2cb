-- From here on every commit is sealed, and positions have no gaps. A log written before cannot be
-- sealed afterwards: a seal says that nothing was changed since the commit.
DO $$
BEGIN
    IF EXISTS (SELECT FROM ledger.event) THEN
        RAISE EXCEPTION 'This ledger was written before its log was sealed, by a version that was never released: start with an empty database.';
    END IF;
END;
$$;

DROP VIEW ledger.readable_event;
DROP TABLE ledger.event, ledger.snapshot, ledger.idempotency_key, ledger.external_reference;

-- The log: every event of the ledger, never changed. Positions start at 1, have no gaps, and follow
-- the order of commits. Text is compared by bytes, whatever the database's collation.
CREATE TABLE ledger.event (
    position    bigint      PRIMARY KEY,
    sequence    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    event_id    uuid        NOT NULL,
    stream      text        COLLATE "C" NOT NULL,
    type        text        COLLATE "C" NOT NULL,
    revision    text        COLLATE "C" NOT NULL,
    payload     bytea       NOT NULL,
    metadata    bytea       NOT NULL,
    UNIQUE (stream, sequence)
);

-- One row a commit. docs/sealed-log.md says what is hashed.
CREATE TABLE ledger.seal (
    last_position  bigint      PRIMARY KEY,
    first_position bigint      NOT NULL,
    sealed_at      timestamptz NOT NULL,
    previous       bytea       NOT NULL,
    hash           bytea       NOT NULL,
    CHECK (first_position <= last_position)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- The end of the log, and who may write behind it. Locked by every commit; the epoch grows with each
-- writer, so that a deposed one finds another than its own.
CREATE TABLE ledger.head (
    singleton   boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    position    bigint      NOT NULL,
    hash        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL,
    epoch       bigint      NOT NULL,
    writer      text,
    renewed_at  timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO ledger.head (position, hash, recorded_at, epoch, writer, renewed_at)
VALUES (0, decode(repeat('00', 32), 'hex'), 'epoch', 0, NULL, 'epoch');

-- States of streams, so that a cold one is not replayed from its first event. Can be emptied at any time.
CREATE TABLE ledger.snapshot (
    stream   text   COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL,
    type     text   COLLATE "C" NOT NULL,
    revision text   COLLATE "C" NOT NULL,
    state    bytea  NOT NULL
) WITH (fillfactor = 80);

-- What was answered under a client's name for a request, written in the commit of its events.
CREATE TABLE ledger.idempotency_key (
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    scope       text        COLLATE "C" NOT NULL,
    key         text        COLLATE "C" NOT NULL,
    fingerprint text        COLLATE "C" NOT NULL,
    answer      bytea       NOT NULL,
    PRIMARY KEY (scope, key)
);

-- Old keys lie together: finding them costs next to nothing, and so does keeping this index.
CREATE INDEX idempotency_key_age ON ledger.idempotency_key USING brin (recorded_at);

-- Names under which others know wallets, claimed in the commit that opens the wallet.
CREATE TABLE ledger.external_reference (
    external_reference text COLLATE "C" PRIMARY KEY,
    wallet             text COLLATE "C" NOT NULL
);

-- The events with their JSON readable, for people.
CREATE VIEW ledger.readable_event AS
SELECT position, stream, sequence, type, revision, recorded_at, event_id,
       convert_from(payload, 'UTF8')::jsonb  AS payload,
       convert_from(metadata, 'UTF8')::jsonb AS metadata
FROM ledger.event;
