--liquibase formatted sql

--changeset atrium:models-1 comment:the model registry with versioned prices
CREATE TABLE ai_model (
    id                uuid PRIMARY KEY,
    provider          text        NOT NULL,
    name              text        NOT NULL,
    title             text        NOT NULL,
    description       text        NOT NULL DEFAULT '',
    capabilities      text        NOT NULL,
    input_modalities  text        NOT NULL DEFAULT '',
    context_window    integer     NOT NULL CHECK (context_window > 0),
    max_output_tokens integer     NOT NULL CHECK (max_output_tokens > 0),
    parameters        text        NOT NULL DEFAULT '',
    reasoning         boolean     NOT NULL DEFAULT false,
    status            text        NOT NULL CHECK (status IN ('AVAILABLE', 'PREVIEW', 'DEPRECATED', 'RETIRED')),
    replaced_by       text,
    shutdown_on       date,
    enabled           boolean     NOT NULL,
    listed            boolean     NOT NULL DEFAULT true,
    fallback_rank     integer,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    version           integer     NOT NULL,
    CONSTRAINT ai_model_provider_name_unique UNIQUE (provider, name)
);
COMMENT ON COLUMN ai_model.capabilities IS 'words with a space between, as in input_modalities and parameters';
COMMENT ON COLUMN ai_model.parameters IS 'optional request parameters that the model accepts, such as temperature';
COMMENT ON COLUMN ai_model.listed IS 'false once the provider no longer lists it';
-- serves: SELECT ... WHERE name = ?, a model asked for without naming a provider
CREATE INDEX ai_model_name_idx ON ai_model (name);

CREATE TABLE model_price (
    id                      uuid PRIMARY KEY,
    model_id                uuid        NOT NULL REFERENCES ai_model DEFERRABLE INITIALLY DEFERRED,
    number                  integer     NOT NULL CHECK (number > 0),
    input                   bigint      CHECK (input >= 0),
    cached_input            bigint      CHECK (cached_input >= 0),
    cache_write             bigint      CHECK (cache_write >= 0),
    output                  bigint      CHECK (output >= 0),
    reasoning               bigint      CHECK (reasoning >= 0),
    long_context_above      integer     CHECK (long_context_above > 0),
    long_context_input      bigint      CHECK (long_context_input >= 0),
    long_context_cached     bigint      CHECK (long_context_cached >= 0),
    long_context_output     bigint      CHECK (long_context_output >= 0),
    per_million_characters  bigint      CHECK (per_million_characters >= 0),
    per_minute              bigint      CHECK (per_minute >= 0),
    created_at              timestamptz NOT NULL,
    created_by              uuid        REFERENCES app_user,
    CONSTRAINT model_price_number_unique UNIQUE (model_id, number),
    CONSTRAINT model_price_text_pair CHECK ((input IS NULL) = (output IS NULL)),
    CONSTRAINT model_price_long_context CHECK (
        (long_context_above IS NULL) = (long_context_input IS NULL)
        AND (long_context_above IS NULL) = (long_context_output IS NULL))
);
COMMENT ON TABLE model_price IS 'micro-credits; token prices for each million tokens; the highest number is in force; rows are never changed';

CREATE TABLE image_price (
    price_id uuid   NOT NULL REFERENCES model_price,
    size     text   NOT NULL,
    quality  text   NOT NULL,
    amount   bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (price_id, size, quality)
);

CREATE TABLE model_access (
    model_id     uuid NOT NULL REFERENCES ai_model,
    workspace_id uuid REFERENCES workspace,
    plan_id      uuid REFERENCES plan,
    CONSTRAINT model_access_one_side CHECK ((workspace_id IS NULL) <> (plan_id IS NULL)),
    CONSTRAINT model_access_unique UNIQUE NULLS NOT DISTINCT (model_id, workspace_id, plan_id)
);
COMMENT ON TABLE model_access IS 'a model with rows here is for those workspaces and plans only';

--changeset atrium:models-2 comment:a workspace's own keys, encrypted with AES-GCM under the master key
CREATE TABLE provider_key (
    workspace_id uuid        NOT NULL REFERENCES workspace,
    provider     text        NOT NULL,
    ciphertext   bytea       NOT NULL,
    key_version  integer     NOT NULL CHECK (key_version > 0),
    last4        text        NOT NULL CHECK (length(last4) <= 4),
    status       text        NOT NULL CHECK (status IN ('VALID', 'INVALID', 'UNCHECKED')),
    checked_at   timestamptz,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, provider)
);

--changeset atrium:models-3 comment:a price that was charged stays what it was splitStatements:false
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are history: they are neither changed nor deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER model_price_history BEFORE UPDATE OR DELETE ON model_price
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER image_price_history BEFORE UPDATE OR DELETE ON image_price
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

--changeset atrium:models-4 comment:keys are sealed as text, and say under which master key
ALTER TABLE provider_key ALTER COLUMN ciphertext TYPE text USING replace(encode(ciphertext, 'base64'), E'\n', '');
COMMENT ON COLUMN provider_key.key_version IS 'which master key sealed it: the first 31 bits of the SHA-256 of that key';
-- serves: SELECT ... WHERE key_version <> ?, what is to be sealed anew after the master key has changed
CREATE INDEX provider_key_version_idx ON provider_key (key_version);

--changeset atrium:models-5 comment:what administrators decide of a model, what it falls back to, and what models beside text can be asked for
ALTER TABLE ai_model
    DROP CONSTRAINT ai_model_context_window_check,
    DROP CONSTRAINT ai_model_max_output_tokens_check,
    ADD CONSTRAINT ai_model_context_window_check CHECK (context_window >= 0),
    ADD CONSTRAINT ai_model_max_output_tokens_check CHECK (max_output_tokens >= 0),
    ADD COLUMN sizes     text NOT NULL DEFAULT '',
    ADD COLUMN qualities text NOT NULL DEFAULT '',
    ADD COLUMN styles    text NOT NULL DEFAULT '',
    ADD COLUMN voices    text NOT NULL DEFAULT '',
    ADD COLUMN formats   text NOT NULL DEFAULT '',
    ADD COLUMN fallbacks text NOT NULL DEFAULT '',
    ADD COLUMN decided   text NOT NULL DEFAULT '';
COMMENT ON COLUMN ai_model.context_window IS 'in tokens; 0 where a model has none, or it is not known';
COMMENT ON COLUMN ai_model.fallback_rank IS 'among models of the same name the lowest is asked first; without one the name of the provider decides';
COMMENT ON COLUMN ai_model.fallbacks IS 'what to ask instead, in this order: words like anthropic/claude-sonnet-5';
COMMENT ON COLUMN ai_model.decided IS 'what an administrator has set and the catalogue no longer overwrites: title, status';

--changeset atrium:models-6 comment:endpoints that administrators add at run time, and how the last look at a provider's list went
CREATE TABLE provider_endpoint (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL CONSTRAINT provider_endpoint_name_unique UNIQUE CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    base_url    text        NOT NULL,
    ciphertext  text,
    key_version integer     CHECK (key_version > 0),
    last4       text        CHECK (length(last4) <= 4),
    models      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  uuid        REFERENCES app_user,
    CONSTRAINT provider_endpoint_key_whole CHECK (
        (ciphertext IS NULL) = (key_version IS NULL) AND (ciphertext IS NULL) = (last4 IS NULL))
);
COMMENT ON COLUMN provider_endpoint.ciphertext IS 'the key, sealed under the master key; null for servers that need none';

CREATE TABLE model_refresh (
    provider   text PRIMARY KEY,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    failure    text,
    listed     integer     NOT NULL DEFAULT 0,
    added      integer     NOT NULL DEFAULT 0,
    vanished   integer     NOT NULL DEFAULT 0,
    returned   integer     NOT NULL DEFAULT 0
);
COMMENT ON TABLE model_refresh IS 'the last look at each provider''s list; who moves started_at makes the next, so one node does';

--changeset atrium:models-7 comment:a number that every node looks at to see that the registry has changed splitStatements:false
CREATE TABLE registry_change (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    number bigint NOT NULL
);
COMMENT ON TABLE registry_change IS
    'A row and no sequence: its number is seen when the change commits, not before. Nodes read it twice a second at most.';
INSERT INTO registry_change (number) VALUES (1);
CREATE FUNCTION registry_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE registry_change SET number = number + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER ai_model_changed AFTER INSERT OR UPDATE OR DELETE ON ai_model
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER model_price_changed AFTER INSERT ON model_price
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER image_price_changed AFTER INSERT ON image_price
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER model_access_changed AFTER INSERT OR UPDATE OR DELETE ON model_access
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER provider_key_changed AFTER INSERT OR UPDATE OR DELETE ON provider_key
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER provider_endpoint_changed AFTER INSERT OR UPDATE OR DELETE ON provider_endpoint
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER workspace_plan_changed AFTER UPDATE OF plan_id ON workspace
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
