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
