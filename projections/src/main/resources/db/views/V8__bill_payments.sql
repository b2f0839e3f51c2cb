-- Payments to utilities.

INSERT INTO views.position (view, position, updated_at) VALUES ('bill_payments', 0, now());

-- One row per payment. payee is what clients name as the bill's number; referred says that a person
-- has to decide; paid_before_minor_units is what the provider had noted as paid before it was called;
-- reason is why it is unknown or was refunded; contradiction is what the provider said to the
-- contrary afterwards; position is that of its request.
CREATE TABLE views.bill_payment (
    payment_id              uuid        PRIMARY KEY,
    wallet                  text        NOT NULL,
    utility                 text        NOT NULL,
    provider                text        NOT NULL,
    payee                   text        NOT NULL,
    amount_minor_units      bigint      NOT NULL,
    currency                text        NOT NULL,
    status                  text        NOT NULL,
    referred                boolean     NOT NULL,
    reason                  text,
    provider_reference      text,
    vouchers                jsonb       NOT NULL,
    funding_id              uuid,
    settlement_id           uuid,
    refund_id               uuid,
    attempt_id              uuid,
    paid_before_minor_units bigint,
    grant_id                uuid,
    contradiction           text,
    remarks                 text        NOT NULL,
    requested_at            timestamptz NOT NULL,
    submitted_at            timestamptz,
    unknown_since           timestamptz,
    ended_at                timestamptz,
    position                bigint      NOT NULL
);

CREATE INDEX bill_payment_listing ON views.bill_payment (position);
CREATE INDEX bill_payment_wallet ON views.bill_payment (wallet, position);
-- What is under way: few, whatever was paid before.
CREATE INDEX bill_payment_under_way ON views.bill_payment (provider, status, position)
    WHERE ended_at IS NULL;

-- One row per event of a payment. outcome is what was found or decided, where that has a name.
CREATE TABLE views.bill_payment_step (
    position    bigint      PRIMARY KEY,
    payment_id  uuid        NOT NULL,
    kind        text        NOT NULL,
    outcome     text,
    detail      text,
    actor       text,
    recorded_at timestamptz NOT NULL
);

CREATE INDEX bill_payment_step_payment ON views.bill_payment_step (payment_id, position);

-- Which entry took the payer's money for a payment: it is pending until the payment has ended.
CREATE TABLE views.entry_of_payment (
    payment_id uuid   PRIMARY KEY,
    entry_id   uuid   NOT NULL,
    position   bigint NOT NULL
);
