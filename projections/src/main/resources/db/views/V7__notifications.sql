-- What people and enterprises are told of. That money moved, the entries say: it is not kept twice.

INSERT INTO views.position (view, position, updated_at) VALUES ('notifications', 0, now());

-- One row per event and recipient, who is an owner or, where the event names no owner, a wallet;
-- line tells the rows of one event apart. subject is the grant or the dispute.
CREATE TABLE views.notification (
    position           bigint      NOT NULL,
    line               integer     NOT NULL,
    recipient          text        NOT NULL,
    kind               text        NOT NULL,
    subject            uuid        NOT NULL,
    entry_id           uuid,
    amount_minor_units bigint,
    currency           text,
    recorded_at        timestamptz NOT NULL,
    PRIMARY KEY (position, line)
);

CREATE INDEX notification_recipient ON views.notification (recipient, position);

-- Who is told what comes of a grant or a dispute: its later events do not say it again.
CREATE TABLE views.notified (
    subject   uuid    NOT NULL,
    line      integer NOT NULL,
    recipient text    NOT NULL,
    entry_id  uuid,
    position  bigint  NOT NULL,
    PRIMARY KEY (subject, line)
);
