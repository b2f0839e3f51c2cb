-- What SQL can do at best: a thousand transfers in one statement, which leaves behind as many rows, as many bytes
-- and the same indexes as the ledger does: three events and one idempotency key a transfer, one seal a commit.
CREATE TABLE account (
    id       bigint PRIMARY KEY,
    stream   text   COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    balance  bigint NOT NULL CHECK (balance >= 0)
) WITH (fillfactor = 50);

CREATE TABLE event (
    position    bigint PRIMARY KEY,
    sequence    bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    event_id    uuid NOT NULL,
    stream      text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    revision    text COLLATE "C" NOT NULL,
    payload     bytea NOT NULL,
    metadata    bytea NOT NULL,
    UNIQUE (stream, sequence)
);

CREATE TABLE seal (
    last_position  bigint PRIMARY KEY,
    first_position bigint NOT NULL,
    sealed_at      timestamptz NOT NULL,
    previous       bytea NOT NULL,
    hash           bytea NOT NULL
);

CREATE TABLE head (
    singleton   boolean PRIMARY KEY CHECK (singleton),
    position    bigint NOT NULL,
    hash        bytea NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO head VALUES (true, 0, decode(repeat('00', 32), 'hex'), now());

CREATE TABLE idempotency_key (
    scope       text   NOT NULL,
    key         text   NOT NULL,
    fingerprint text   NOT NULL,
    answer      bytea  NOT NULL,
    position    bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);

-- Moves the amounts, all or none, leaving out those whose key is known, and answers how many moved. Two calls with one
-- new key at the same time: the second fails. Payloads, metadata and answers are filler of the given lengths: that
-- JSON has to be made somewhere is not counted against SQL. The caller makes all ids, three of events a transfer.
CREATE FUNCTION transfer_all(
    payers bigint[], payees bigint[], amounts bigint[], entries uuid[], event_ids uuid[], key_scope text, keys text[],
    entry_bytes integer, wallet_bytes integer, metadata_bytes integer, answer_bytes integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    known         text[];
    last          record;
    sealed_at     timestamptz;
    entry_json    bytea := convert_to(repeat('e', entry_bytes), 'UTF8');
    wallet_json   bytea := convert_to(repeat('w', wallet_bytes), 'UTF8');
    metadata_json bytea := convert_to(repeat('m', metadata_bytes), 'UTF8');
    answer_json   bytea := convert_to(repeat('a', answer_bytes), 'UTF8');
    transfers     bigint;
    written       bigint;
BEGIN
    known := ARRAY(SELECT k.key FROM idempotency_key k WHERE k.scope = key_scope AND k.key = ANY (keys));

    -- Commits follow one another from here on, as the ledger's do: nobody waits for a row lock in another order.
    SELECT position, hash, recorded_at INTO STRICT last FROM head FOR UPDATE;
    sealed_at := greatest(clock_timestamp(), last.recorded_at);

    WITH asked AS MATERIALIZED (
        SELECT payer, payee, amount, entry, key, row_number() OVER (ORDER BY n) AS n
        FROM unnest(payers, payees, amounts, entries, keys)
             WITH ORDINALITY AS each (payer, payee, amount, entry, key, n)
        WHERE cardinality(known) = 0 OR key <> ALL (known)
    ), leg AS MATERIALIZED (
        SELECT account, type, change, place,
               row_number() OVER (PARTITION BY account ORDER BY place) AS turn
        FROM (SELECT payer AS account, 'WalletDebited' AS type, -amount AS change, 3 * n - 1 AS place FROM asked
              UNION ALL
              SELECT payee, 'WalletCredited', amount, 3 * n FROM asked) AS both_sides
    ), moved AS (
        UPDATE account SET balance = balance + total.change, sequence = sequence + total.legs
        FROM (SELECT account, sum(change)::bigint AS change, count(*) AS legs FROM leg GROUP BY account) AS total
        WHERE id = total.account
        RETURNING id, stream, sequence - total.legs AS sequence_before
    ), appended AS (
        INSERT INTO event (position, sequence, recorded_at, event_id, stream, type, revision, payload, metadata)
        SELECT last.position + place, sequence, sealed_at, event_ids[place], stream, type, '1', payload, metadata_json
        FROM (SELECT 3 * n - 2 AS place, 0::bigint AS sequence, 'entry:' || entry AS stream,
                     'EntryPosted' AS type, entry_json AS payload
              FROM asked
              UNION ALL
              SELECT place, sequence_before + turn, stream, type, wallet_json
              FROM leg JOIN moved ON id = account) AS each
        ORDER BY place
        RETURNING event.position AS at, record_send(event) AS bytes
    ), sealed AS (
        INSERT INTO seal (last_position, first_position, sealed_at, previous, hash)
        SELECT max(at), min(at), sealed_at, last.hash, sha256(last.hash || string_agg(bytes, ''::bytea ORDER BY at))
        FROM appended
        HAVING count(*) > 0
        RETURNING last_position, hash
    ), kept AS (
        INSERT INTO idempotency_key (scope, key, fingerprint, answer, position, recorded_at)
        SELECT key_scope, key, key_scope, answer_json, last.position + 3 * n, sealed_at FROM asked
    ), forwarded AS (
        UPDATE head SET position = last_position, hash = sealed.hash, recorded_at = sealed_at FROM sealed
    )
    SELECT (SELECT count(*) FROM asked), (SELECT count(*) FROM appended) INTO transfers, written;

    IF written <> 3 * transfers THEN
        RAISE EXCEPTION 'Some account does not exist';
    END IF;
    RETURN transfers;
END;
$$;
