--liquibase formatted sql

--changeset atrium:generations-1 comment:every call, its usage and what it cost: the log, the history and the usage record in one
CREATE TABLE generation (
    id                  uuid PRIMARY KEY,
    workspace_id        uuid        NOT NULL REFERENCES workspace,
    user_id             uuid        NOT NULL REFERENCES app_user,
    token_id            uuid        REFERENCES access_token,
    service             text        NOT NULL CHECK (service IN ('TEXT', 'IMAGE', 'SPEECH', 'TRANSCRIPTION', 'EMBEDDING', 'MODERATION')),
    model_id            uuid        NOT NULL REFERENCES ai_model,
    model               text        NOT NULL,
    provider            text        NOT NULL,
    price_id            uuid        NOT NULL REFERENCES model_price,
    reservation_id      uuid        NOT NULL CONSTRAINT generation_reservation_unique UNIQUE REFERENCES credit_reservation DEFERRABLE INITIALLY DEFERRED,
    conversation_id     uuid,
    message_id          uuid,
    status              text        NOT NULL CHECK (status IN ('RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
    streamed            boolean     NOT NULL,
    prompt              text,
    answer              text,
    parameters          text        CHECK (parameters IS JSON OBJECT),
    input_tokens        bigint      CHECK (input_tokens >= 0),
    output_tokens       bigint      CHECK (output_tokens >= 0),
    cached_input_tokens bigint      CHECK (cached_input_tokens >= 0),
    cache_write_tokens  bigint      CHECK (cache_write_tokens >= 0),
    reasoning_tokens    bigint      CHECK (reasoning_tokens >= 0),
    usage_estimated     boolean     NOT NULL DEFAULT false,
    credits             bigint      NOT NULL DEFAULT 0 CHECK (credits >= 0),
    finish_reason       text,
    error_code          text,
    error_detail        text,
    retries             integer     NOT NULL DEFAULT 0,
    fallback            boolean     NOT NULL DEFAULT false,
    provider_request_id text,
    first_token_ms      bigint,
    latency_ms          bigint,
    node                text        NOT NULL,
    created_at          timestamptz NOT NULL,
    completed_at        timestamptz,
    version             integer     NOT NULL,
    CONSTRAINT generation_ended CHECK ((status = 'RUNNING') = (completed_at IS NULL)),
    CONSTRAINT generation_failure_is_free CHECK (status <> 'FAILED' OR credits = 0)
);
-- serves: GET /ai/generations, the history page, newest first
CREATE INDEX generation_workspace_idx ON generation (workspace_id, created_at DESC, id DESC);
-- serves: the sweep's and the start-up's look for generations that nobody runs any more
CREATE INDEX generation_running_idx ON generation (node) WHERE status = 'RUNNING';

--changeset atrium:generations-2 comment:usage by day, for dashboards over a million generations
CREATE TABLE usage_daily (
    day           date    NOT NULL,
    workspace_id  uuid    NOT NULL REFERENCES workspace,
    user_id       uuid    NOT NULL REFERENCES app_user,
    token_id      uuid,
    service       text    NOT NULL,
    provider      text    NOT NULL,
    model         text    NOT NULL,
    requests      bigint  NOT NULL,
    errors        bigint  NOT NULL,
    input_tokens  bigint  NOT NULL,
    output_tokens bigint  NOT NULL,
    credits       bigint  NOT NULL,
    latency_ms    bigint  NOT NULL,
    CONSTRAINT usage_daily_unique UNIQUE NULLS NOT DISTINCT (workspace_id, day, user_id, token_id, service, provider, model)
);
COMMENT ON COLUMN usage_daily.latency_ms IS 'sum over the requests';

--changeset atrium:generations-3 comment:answers of costly calls for 24 hours, so that a repeated request is answered and not charged again
CREATE TABLE idempotency_key (
    workspace_id  uuid        NOT NULL REFERENCES workspace,
    user_id       uuid        NOT NULL REFERENCES app_user,
    key           text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash  bytea       NOT NULL CHECK (length(request_hash) = 32),
    generation_id uuid        REFERENCES generation,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id, key)
);
-- serves: DELETE ... WHERE expires_at < now()
CREATE INDEX idempotency_key_expiry_idx ON idempotency_key (expires_at);

--changeset atrium:generations-4 comment:files that were uploaded or generated; the bytes are in the media store
CREATE TABLE stored_file (
    id            uuid PRIMARY KEY,
    workspace_id  uuid        NOT NULL REFERENCES workspace,
    user_id       uuid        NOT NULL REFERENCES app_user,
    generation_id uuid        REFERENCES generation,
    purpose       text        NOT NULL CHECK (purpose IN ('ATTACHMENT', 'IMAGE', 'SPEECH', 'RECORDING', 'EXPORT')),
    name          text        NOT NULL,
    media_type    text        NOT NULL,
    bytes         bigint      NOT NULL CHECK (bytes >= 0),
    sha256        bytea       NOT NULL CHECK (length(sha256) = 32),
    location      text        NOT NULL CONSTRAINT stored_file_location_unique UNIQUE,
    thumbnail     text,
    width         integer,
    height        integer,
    duration_ms   bigint,
    extracted     text,
    created_at    timestamptz NOT NULL
);
-- serves: the gallery, newest first, and a workspace's quota
CREATE INDEX stored_file_workspace_idx ON stored_file (workspace_id, purpose, created_at DESC);
-- serves: the files of a generation
CREATE INDEX stored_file_generation_idx ON stored_file (generation_id) WHERE generation_id IS NOT NULL;

--changeset atrium:generations-5 comment:what is not paid by tokens has an amount too
ALTER TABLE generation
    ADD COLUMN usage_unit   text CHECK (usage_unit IN ('TOKEN', 'IMAGE', 'CHARACTER', 'MILLISECOND')),
    ADD COLUMN usage_amount bigint CHECK (usage_amount >= 0),
    ADD CONSTRAINT generation_usage_pair CHECK ((usage_unit IS NULL) = (usage_amount IS NULL));
UPDATE generation SET usage_unit = 'TOKEN', usage_amount = input_tokens + output_tokens WHERE input_tokens IS NOT NULL;

--changeset atrium:generations-6 comment:the visible thinking of answers outside of conversations, so that they can be told again in full
ALTER TABLE generation ADD COLUMN reasoning text;

--changeset atrium:generations-7 comment:the history of a user, with its filters and its full-text search
-- serves: GET /ai/generations, a user's own in a workspace, newest first
CREATE INDEX generation_user_idx ON generation (workspace_id, user_id, created_at DESC, id DESC);
-- serves: GET /ai/generations?q=; 'simple' since prompts are in any language; the start of long texts, since a tsvector has at most a megabyte
CREATE INDEX generation_search_idx ON generation
    USING gin (to_tsvector('simple', left(coalesce(prompt, '') || ' ' || coalesce(answer, ''), 100000)));

--changeset atrium:generations-8 comment:what has arrived of running answers, in parts, so that it outlives the node; gone soon after their end
CREATE TABLE generation_draft (
    generation_id  uuid    NOT NULL REFERENCES generation ON DELETE CASCADE,
    text_from      integer NOT NULL CHECK (text_from >= 0),
    text           text    NOT NULL,
    reasoning_from integer NOT NULL CHECK (reasoning_from >= 0),
    reasoning      text    NOT NULL,
    PRIMARY KEY (generation_id, text_from, reasoning_from)
);
COMMENT ON COLUMN generation_draft.text_from IS 'where in the text this part begins';

--changeset atrium:generations-9 comment:what was said in a recording, and when; the text itself is the generation's answer
CREATE TABLE transcript (
    generation_id uuid PRIMARY KEY REFERENCES generation,
    document      text NOT NULL CHECK (document IS JSON OBJECT)
);

--changeset atrium:generations-10 comment:a generation that its user deleted has no content any more; its row stays, for usage and ledger name it
ALTER TABLE generation
    ADD COLUMN deleted_at timestamptz,
    ADD CONSTRAINT generation_deleted_has_no_content CHECK (
        deleted_at IS NULL OR (prompt IS NULL AND answer IS NULL AND reasoning IS NULL AND parameters IS NULL));

--changeset atrium:generations-11 comment:what a token has spent when a budget is set for it
-- serves: SELECT sum(credits) ... WHERE token_id = ? AND created_at >= ?
CREATE INDEX generation_token_idx ON generation (token_id, created_at) INCLUDE (credits) WHERE token_id IS NOT NULL;

--changeset atrium:generations-12 comment:the tools that an answer asks for, so that it can be told again in full
ALTER TABLE generation
    ADD COLUMN tool_calls text CHECK (tool_calls IS JSON ARRAY),
    ADD CONSTRAINT generation_deleted_calls_nothing CHECK (deleted_at IS NULL OR tool_calls IS NULL);

--changeset atrium:generations-13 comment:results that are kept for requests with a key only, to be told again; they go with the key
CREATE TABLE replayable_result (
    generation_id uuid PRIMARY KEY REFERENCES generation,
    document      bytea NOT NULL
);
-- serves: whether a generation has a key, when its result is kept and when the results of expired keys are swept
CREATE INDEX idempotency_key_generation_idx ON idempotency_key (generation_id);
