--liquibase formatted sql

--changeset atrium:presets-1 comment:presets and their categories
CREATE TABLE preset_category (
    id       uuid PRIMARY KEY,
    name     text    NOT NULL CONSTRAINT preset_category_name_unique UNIQUE,
    icon     text,
    position integer NOT NULL DEFAULT 0
);

CREATE TABLE preset (
    id            uuid PRIMARY KEY,
    workspace_id  uuid        REFERENCES workspace,
    owner_id      uuid        REFERENCES app_user,
    category_id   uuid        REFERENCES preset_category,
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    description   text        NOT NULL DEFAULT '',
    icon          text,
    model         text,
    system_prompt text,
    template      text        NOT NULL,
    variables     text        NOT NULL DEFAULT '[]' CHECK (variables IS JSON ARRAY),
    parameters    text        NOT NULL DEFAULT '{}' CHECK (parameters IS JSON OBJECT),
    visibility    text        NOT NULL CHECK (visibility IN ('PRIVATE', 'WORKSPACE', 'ORGANISATION')),
    used          bigint      NOT NULL DEFAULT 0 CHECK (used >= 0),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    version       integer     NOT NULL,
    CONSTRAINT preset_workspace CHECK (visibility = 'ORGANISATION' OR workspace_id IS NOT NULL)
);
-- serves: GET /presets in a workspace
CREATE INDEX preset_workspace_idx ON preset (workspace_id, visibility);
-- serves: the filter by category
CREATE INDEX preset_category_idx ON preset (category_id);

ALTER TABLE conversation ADD CONSTRAINT conversation_preset_fk FOREIGN KEY (preset_id) REFERENCES preset ON DELETE SET NULL;

--changeset atrium:presets-2 comment:each category once, however it is written; bounds for what people type
CREATE UNIQUE INDEX preset_category_name_idx ON preset_category (lower(name));
ALTER TABLE preset_category ADD CONSTRAINT preset_category_name_length CHECK (length(name) BETWEEN 1 AND 50);
-- serves: a user's own presets
CREATE INDEX preset_owner_idx ON preset (owner_id);
