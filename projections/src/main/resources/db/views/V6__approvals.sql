-- What one admin asked for, and how another decided.

INSERT INTO views.position (view, position, updated_at) VALUES ('approvals', 0, now());

-- One row per approval. subject is the entry that would be corrected or the wallet that would be
-- restricted; entry_id is what was posted when it was granted; position is that of its request.
CREATE TABLE views.approval (
    approval_id        uuid        PRIMARY KEY,
    kind               text        NOT NULL,
    subject            text        NOT NULL,
    amount_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    from_suspense      boolean     NOT NULL,
    remarks            text        NOT NULL,
    requested_by       text        NOT NULL,
    status             text        NOT NULL,
    decided_by         text,
    decision_remarks   text,
    entry_id           uuid,
    requested_at       timestamptz NOT NULL,
    decided_at         timestamptz,
    position           bigint      NOT NULL
);

CREATE INDEX approval_listing ON views.approval (position);
CREATE INDEX approval_status ON views.approval (status, position);
