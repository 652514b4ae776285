--liquibase formatted sql

--changeset atrium:operations-1 comment:settings that are made at run time, the audit log and the mail outbox
CREATE TABLE setting (
    name       text PRIMARY KEY,
    value      text        NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE audit_event (
    id           uuid PRIMARY KEY,
    workspace_id uuid        REFERENCES workspace,
    actor_id     uuid        REFERENCES app_user,
    action       text        NOT NULL,
    subject_type text,
    subject_id   text,
    detail       text        NOT NULL DEFAULT '{}' CHECK (detail IS JSON OBJECT),
    address      text,
    created_at   timestamptz NOT NULL
);
-- serves: the audit page, newest first
CREATE INDEX audit_event_created_idx ON audit_event (created_at DESC, id DESC);
-- serves: the filter by workspace
CREATE INDEX audit_event_workspace_idx ON audit_event (workspace_id, created_at DESC);
CREATE TRIGGER audit_event_history BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE outbox_mail (
    id         uuid PRIMARY KEY,
    recipient  text        NOT NULL,
    subject    text        NOT NULL,
    body       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED')),
    attempts   integer     NOT NULL DEFAULT 0,
    last_error text,
    created_at timestamptz NOT NULL,
    sent_at    timestamptz
);
-- serves: SELECT ... WHERE state = 'WAITING' ORDER BY created_at, the sender
CREATE INDEX outbox_mail_waiting_idx ON outbox_mail (created_at) WHERE state = 'WAITING';

--changeset atrium:operations-2 comment:a mail that could not be sent is tried again later; of several nodes one takes it
ALTER TABLE outbox_mail ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT now();
DROP INDEX outbox_mail_waiting_idx;
-- serves: SELECT ... WHERE state = 'WAITING' AND next_attempt_at <= ? ORDER BY next_attempt_at, the sender
CREATE INDEX outbox_mail_waiting_idx ON outbox_mail (next_attempt_at) WHERE state = 'WAITING';
