-- Money set apart, and what was given back.

INSERT INTO views.position (view, position, updated_at) VALUES ('holds', 0, now());

-- What was given back of an entry, and which entry one gives back itself. Nothing was before now:
-- the rows that are there need no second look.
ALTER TABLE views.entry
    ADD COLUMN refunded_minor_units bigint NOT NULL DEFAULT 0,
    ADD COLUMN corrects             uuid;

CREATE INDEX entry_corrects ON views.entry (corrects, position) WHERE corrects IS NOT NULL;

-- One row per hold. paid_minor_units is what settled it; position is that of its placing.
CREATE TABLE views.hold (
    hold_id            uuid        PRIMARY KEY,
    wallet             text        NOT NULL,
    amount_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    status             text        NOT NULL,
    expires_at         timestamptz,
    remarks            text        NOT NULL,
    paid_minor_units   bigint      NOT NULL,
    entry_id           uuid,
    placed_at          timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    position           bigint      NOT NULL
);

CREATE INDEX hold_wallet ON views.hold (wallet, position);
CREATE INDEX hold_listing ON views.hold (position);
CREATE INDEX hold_over ON views.hold (expires_at) WHERE status = 'placed' AND expires_at IS NOT NULL;
