--liquibase formatted sql

-- Foreign keys between rows that are made in one transaction are checked when it commits, so that their order within it is free.

--changeset atrium:accounts-1 comment:plans, users, workspaces and who belongs to them
CREATE TABLE plan (
    id                     uuid PRIMARY KEY,
    name                   text        NOT NULL CONSTRAINT plan_name_unique UNIQUE,
    monthly_allowance      bigint      NOT NULL DEFAULT 0 CHECK (monthly_allowance >= 0),
    requests_per_hour      integer     CHECK (requests_per_hour > 0),
    requests_per_day       integer     CHECK (requests_per_day > 0),
    requests_per_month     integer     CHECK (requests_per_month > 0),
    tokens_per_minute      integer     CHECK (tokens_per_minute > 0),
    concurrent_generations integer     CHECK (concurrent_generations > 0),
    storage_bytes          bigint      CHECK (storage_bytes > 0),
    created_at             timestamptz NOT NULL
);
COMMENT ON COLUMN plan.monthly_allowance IS 'micro-credits granted each month';

CREATE TABLE app_user (
    id                   uuid PRIMARY KEY,
    email                text        NOT NULL CHECK (email = lower(email)),
    password_hash        text,
    first_name           text        NOT NULL,
    last_name            text        NOT NULL,
    role                 text        NOT NULL CHECK (role IN ('USER', 'ADMIN')),
    status               text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETED')),
    email_verified_at    timestamptz,
    credentials_epoch    integer     NOT NULL DEFAULT 0,
    current_workspace_id uuid,
    language             text,
    theme                text        CHECK (theme IN ('LIGHT', 'DARK')),
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    version              integer     NOT NULL,
    CONSTRAINT app_user_email_unique UNIQUE (email)
);
COMMENT ON COLUMN app_user.credentials_epoch IS 'goes up when a password changes: sessions and tokens of an older epoch are void';

CREATE TABLE workspace (
    id               uuid PRIMARY KEY,
    name             text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    personal         boolean     NOT NULL,
    plan_id          uuid        REFERENCES plan,
    fallback_allowed boolean     NOT NULL DEFAULT true,
    content_kept     boolean     NOT NULL DEFAULT true,
    retention_days   integer     CHECK (retention_days > 0),
    low_credit_mark  bigint      NOT NULL DEFAULT 0 CHECK (low_credit_mark >= 0),
    monthly_budget   bigint      CHECK (monthly_budget >= 0),
    budget_hard      boolean     NOT NULL DEFAULT true,
    created_at       timestamptz NOT NULL,
    deleted_at       timestamptz,
    version          integer     NOT NULL
);
COMMENT ON COLUMN workspace.content_kept IS 'whether prompts and answers are stored beyond the generation';

ALTER TABLE app_user ADD CONSTRAINT app_user_current_workspace_fk
    FOREIGN KEY (current_workspace_id) REFERENCES workspace ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE membership (
    workspace_id   uuid        NOT NULL REFERENCES workspace DEFERRABLE INITIALLY DEFERRED,
    user_id        uuid        NOT NULL REFERENCES app_user DEFERRABLE INITIALLY DEFERRED,
    role           text        NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
    monthly_budget bigint      CHECK (monthly_budget >= 0),
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);
-- serves: the workspaces of a user, at sign-in and in the workspace switch
CREATE INDEX membership_user_idx ON membership (user_id);
-- serves: the rule that a workspace has one owner
CREATE UNIQUE INDEX membership_owner_unique ON membership (workspace_id) WHERE role = 'OWNER';

--changeset atrium:accounts-2 comment:tokens of every kind, stored as SHA-256 only
CREATE TABLE one_time_token (
    id         uuid PRIMARY KEY,
    purpose    text        NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD', 'REMEMBER_ME')),
    token_hash bytea       NOT NULL CHECK (length(token_hash) = 32),
    user_id    uuid        NOT NULL REFERENCES app_user,
    email      text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT one_time_token_hash_unique UNIQUE (token_hash)
);
-- serves: a password reset voids what else was sent to the user
CREATE INDEX one_time_token_user_idx ON one_time_token (user_id) WHERE used_at IS NULL;

CREATE TABLE invitation (
    id           uuid PRIMARY KEY,
    workspace_id uuid        REFERENCES workspace,
    email        text        NOT NULL CHECK (email = lower(email)),
    role         text        NOT NULL CHECK (role IN ('ADMIN', 'MEMBER', 'VIEWER')),
    token_hash   bytea       NOT NULL CHECK (length(token_hash) = 32),
    invited_by   uuid        NOT NULL REFERENCES app_user,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    accepted_at  timestamptz,
    CONSTRAINT invitation_hash_unique UNIQUE (token_hash)
);
-- serves: one open invitation for an address and a workspace
CREATE UNIQUE INDEX invitation_open_unique ON invitation (workspace_id, email) WHERE accepted_at IS NULL;

CREATE TABLE access_token (
    id             uuid PRIMARY KEY,
    user_id        uuid        NOT NULL REFERENCES app_user,
    workspace_id   uuid        REFERENCES workspace,
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    token_hash     bytea       NOT NULL CHECK (length(token_hash) = 32),
    scopes         text        NOT NULL DEFAULT '',
    monthly_budget bigint      CHECK (monthly_budget >= 0),
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz,
    last_used_at   timestamptz,
    revoked_at     timestamptz,
    CONSTRAINT access_token_hash_unique UNIQUE (token_hash)
);
CREATE TABLE access_token_model (
    token_id uuid NOT NULL REFERENCES access_token,
    model    text NOT NULL,
    PRIMARY KEY (token_id, model)
);
COMMENT ON TABLE access_token_model IS 'a token with rows here reaches these models only';
-- serves: the page of a user's tokens
CREATE INDEX access_token_user_idx ON access_token (user_id, created_at DESC);

--changeset atrium:accounts-3 comment:budgets of tokens and members, hard or soft, and what an invitation will give
ALTER TABLE access_token ADD COLUMN budget_hard boolean NOT NULL DEFAULT true;
ALTER TABLE membership
    ADD COLUMN id          uuid    NOT NULL DEFAULT gen_random_uuid() CONSTRAINT membership_id_unique UNIQUE,
    ADD COLUMN budget_hard boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN membership.id IS 'whose budget is counted; who leaves and comes back begins anew';
ALTER TABLE invitation
    ADD COLUMN monthly_budget bigint  CHECK (monthly_budget >= 0),
    ADD COLUMN budget_hard    boolean NOT NULL DEFAULT true;
-- serves: the invitations that an address accepts by being verified
CREATE INDEX invitation_email_idx ON invitation (email) WHERE accepted_at IS NULL;

--changeset atrium:accounts-4 comment:who closed an account has no address, no name and no way in any more
ALTER TABLE app_user ADD CONSTRAINT app_user_deleted_is_nobody CHECK (
    status <> 'DELETED' OR (password_hash IS NULL AND first_name = '' AND last_name = '' AND email = 'deleted-' || id)) NOT VALID;
