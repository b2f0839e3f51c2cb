-- Disputes over entries.

INSERT INTO views.position (view, position, updated_at) VALUES ('disputes', 0, now());

-- One row per dispute. frozen_minor_units is what is set apart now; amount is what is disputed in
-- major units, so that filters mean the same in every currency; position is that of its opening.
CREATE TABLE views.dispute (
    dispute_id         uuid        PRIMARY KEY,
    entry_id           uuid        NOT NULL,
    reporter           text        NOT NULL,
    beneficiary        text        NOT NULL,
    amount_minor_units bigint      NOT NULL,
    frozen_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    amount             numeric     NOT NULL,
    notes              text,
    status             text        NOT NULL,
    refund_id          uuid,
    opened_at          timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    position           bigint      NOT NULL
);

CREATE INDEX dispute_reporter ON views.dispute (reporter, position);
CREATE INDEX dispute_listing ON views.dispute (position);
CREATE INDEX dispute_open ON views.dispute (opened_at) WHERE status <> 'resolved';

-- One row per status that a dispute came to, with who brought it there.
CREATE TABLE views.dispute_step (
    position   bigint      PRIMARY KEY,
    dispute_id uuid        NOT NULL,
    status     text        NOT NULL,
    actor      text,
    notes      text,
    at         timestamptz NOT NULL
);

CREATE INDEX dispute_step_dispute ON views.dispute_step (dispute_id, position);
