--liquibase formatted sql

--changeset atrium:conversations-1 comment:conversations and their messages, which form a tree of branches in one total order
CREATE TABLE conversation (
    id            uuid PRIMARY KEY,
    workspace_id  uuid        NOT NULL REFERENCES workspace,
    user_id       uuid        NOT NULL REFERENCES app_user,
    title         text        NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    titled_by     text        NOT NULL CHECK (titled_by IN ('FIRST_MESSAGE', 'MODEL', 'USER')),
    model         text,
    provider      text,
    system_prompt text,
    parameters    text        CHECK (parameters IS JSON OBJECT),
    preset_id     uuid,
    head_id       uuid,
    last_number   integer     NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    pinned        boolean     NOT NULL DEFAULT false,
    archived      boolean     NOT NULL DEFAULT false,
    shared        boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    version       integer     NOT NULL
);
COMMENT ON COLUMN conversation.last_number IS 'number of the last message: taking the next one locks the row, which is what keeps the order total and gapless';
COMMENT ON COLUMN conversation.head_id IS 'last message of the branch that is shown';
-- serves: GET /conversations, a user's list, newest first
CREATE INDEX conversation_user_idx ON conversation (workspace_id, user_id, updated_at DESC, id DESC);
-- serves: what others share in the workspace
CREATE INDEX conversation_shared_idx ON conversation (workspace_id, updated_at DESC) WHERE shared;

CREATE TABLE conversation_tag (
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    tag             text NOT NULL CHECK (length(tag) BETWEEN 1 AND 50),
    PRIMARY KEY (conversation_id, tag)
);
-- serves: GET /conversations?tag=
CREATE INDEX conversation_tag_idx ON conversation_tag (tag);

CREATE TABLE message (
    id              uuid PRIMARY KEY,
    conversation_id uuid        NOT NULL REFERENCES conversation ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    number          integer     NOT NULL CHECK (number > 0),
    parent_id       uuid        REFERENCES message DEFERRABLE INITIALLY DEFERRED,
    role            text        NOT NULL CHECK (role IN ('USER', 'ASSISTANT')),
    status          text        NOT NULL CHECK (status IN ('COMPLETE', 'STREAMING', 'CANCELLED', 'FAILED')),
    content         text        NOT NULL,
    reasoning       text        NOT NULL DEFAULT '',
    generation_id   uuid        REFERENCES generation DEFERRABLE INITIALLY DEFERRED,
    model           text,
    provider        text,
    input_tokens    bigint,
    output_tokens   bigint,
    credits         bigint,
    finish_reason   text,
    rating          smallint    CHECK (rating IN (-1, 1)),
    created_at      timestamptz NOT NULL,
    version         integer     NOT NULL,
    CONSTRAINT message_number_unique UNIQUE (conversation_id, number)
);
-- serves: the foreign key on itself, and the answers to a message (its branches)
CREATE INDEX message_parent_idx ON message (parent_id);
-- serves: the message of a generation, at settlement
CREATE INDEX message_generation_idx ON message (generation_id) WHERE generation_id IS NOT NULL;

CREATE TABLE message_attachment (
    message_id uuid    NOT NULL REFERENCES message ON DELETE CASCADE,
    file_id    uuid    NOT NULL REFERENCES stored_file,
    position   integer NOT NULL,
    PRIMARY KEY (message_id, file_id)
);
-- serves: the foreign key, and whether a file is still in use
CREATE INDEX message_attachment_file_idx ON message_attachment (file_id);

--changeset atrium:conversations-2 comment:full-text search; 'simple' since conversations are in any language
CREATE INDEX conversation_title_search_idx ON conversation USING gin (to_tsvector('simple', title));
CREATE INDEX message_search_idx ON message USING gin (to_tsvector('simple', content));

--changeset atrium:conversations-3 comment:long messages are stored too: a tsvector has at most a megabyte, so only the start of a message is searched
DROP INDEX message_search_idx;
CREATE INDEX message_search_idx ON message USING gin (to_tsvector('simple', left(content, 100000)));
