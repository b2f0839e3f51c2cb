-- What most ledgers on PostgreSQL do: lock both rows, move the money, write the entry, commit.
CREATE TABLE account (
    id      bigint PRIMARY KEY,
    balance bigint NOT NULL CHECK (balance >= 0)
);

CREATE TABLE entry (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE posting (
    entry   bigint NOT NULL,
    account bigint NOT NULL,
    amount  bigint NOT NULL,
    PRIMARY KEY (entry, account)
);

CREATE FUNCTION transfer(payer bigint, payee bigint, amount_moved bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    entry_id bigint;
BEGIN
    PERFORM 1 FROM account WHERE id IN (payer, payee) ORDER BY id FOR UPDATE;
    UPDATE account SET balance = balance - amount_moved WHERE id = payer;
    UPDATE account SET balance = balance + amount_moved WHERE id = payee;
    INSERT INTO entry DEFAULT VALUES RETURNING id INTO entry_id;
    INSERT INTO posting VALUES (entry_id, payer, -amount_moved), (entry_id, payee, amount_moved);
    RETURN entry_id;
END;
$$;
