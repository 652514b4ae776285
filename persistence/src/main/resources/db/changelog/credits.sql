--liquibase formatted sql

--changeset atrium:credits-1 comment:the ledger. Amounts are whole micro-credits (1 credit = 1 000 000)
CREATE TABLE credit_account (
    id           uuid PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('WORKSPACE', 'ISSUED', 'EARNED')),
    workspace_id uuid        REFERENCES workspace,
    balance      bigint      NOT NULL DEFAULT 0,
    reserved     bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    CONSTRAINT credit_account_workspace_unique UNIQUE (workspace_id),
    CONSTRAINT credit_account_owner CHECK ((kind = 'WORKSPACE') = (workspace_id IS NOT NULL)),
    CONSTRAINT credit_account_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT credit_account_available_not_negative CHECK (balance - reserved >= 0)
);
COMMENT ON TABLE credit_account IS
    'balance and reserved are kept by the triggers below and by nothing else. The two system accounts, ISSUED (where grants come '
    'from) and EARNED (where captures go), keep none here: their balance is the sum of their transfers, for a stored one would be a row that '
    'every call in the house has to lock.';
-- serves: the two system accounts exist once
CREATE UNIQUE INDEX credit_account_system_unique ON credit_account (kind) WHERE workspace_id IS NULL;

CREATE TABLE credit_reservation (
    id          uuid PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES credit_account,
    amount      bigint      NOT NULL CHECK (amount >= 0),
    state       text        NOT NULL CHECK (state IN ('PENDING', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    captured    bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    deadline    timestamptz NOT NULL,
    resolved_at timestamptz,
    CONSTRAINT credit_reservation_captured_within CHECK (captured BETWEEN 0 AND amount),
    CONSTRAINT credit_reservation_captured_only CHECK (state = 'CAPTURED' OR captured = 0),
    CONSTRAINT credit_reservation_resolved CHECK ((state = 'PENDING') = (resolved_at IS NULL))
);
-- serves: SELECT ... WHERE state = 'PENDING' AND deadline < now(), the sweep
CREATE INDEX credit_reservation_deadline_idx ON credit_reservation (deadline) WHERE state = 'PENDING';
-- serves: SELECT sum(amount) ... WHERE state = 'PENDING' GROUP BY account_id, the reconciliation
CREATE INDEX credit_reservation_pending_idx ON credit_reservation (account_id) WHERE state = 'PENDING';

CREATE TABLE credit_transfer (
    id                uuid PRIMARY KEY,
    kind              text        NOT NULL CHECK (kind IN ('GRANT', 'ALLOWANCE', 'BONUS', 'CAPTURE', 'EXCESS', 'EXPIRY', 'CORRECTION')),
    debit_account_id  uuid        NOT NULL REFERENCES credit_account,
    credit_account_id uuid        NOT NULL REFERENCES credit_account,
    amount            bigint      NOT NULL CHECK (amount > 0),
    reservation_id    uuid        REFERENCES credit_reservation,
    generation_id     uuid,
    user_id           uuid        REFERENCES app_user,
    reason            text        NOT NULL,
    created_at        timestamptz NOT NULL,
    CONSTRAINT credit_transfer_two_sides CHECK (debit_account_id <> credit_account_id),
    CONSTRAINT credit_transfer_capture CHECK ((kind = 'CAPTURE') = (reservation_id IS NOT NULL)),
    CONSTRAINT credit_transfer_reservation_unique UNIQUE (reservation_id)
);
COMMENT ON TABLE credit_transfer IS
    'Double entry: each row takes its amount from the debit account and gives it to the credit account, so that all accounts together always sum to zero.';
-- serves: the statement of an account, and its sum
CREATE INDEX credit_transfer_debit_idx ON credit_transfer (debit_account_id, created_at, id);
CREATE INDEX credit_transfer_credit_idx ON credit_transfer (credit_account_id, created_at, id);

CREATE TABLE credit_source (
    transfer_id uuid PRIMARY KEY REFERENCES credit_transfer,
    account_id  uuid   NOT NULL REFERENCES credit_account,
    amount      bigint NOT NULL CHECK (amount > 0),
    remaining   bigint NOT NULL,
    expires_at  timestamptz,
    CONSTRAINT credit_source_remaining_within CHECK (remaining BETWEEN 0 AND amount)
);
COMMENT ON TABLE credit_source IS 'what is left of each grant: consumed in the order of expiry';
-- serves: SELECT ... WHERE account_id = ? AND remaining > 0 ORDER BY expires_at, the next source to consume
CREATE INDEX credit_source_open_idx ON credit_source (account_id, expires_at, transfer_id) WHERE remaining > 0;

--changeset atrium:credits-2 comment:the database keeps the balance, also from SQL typed by hand splitStatements:false
CREATE FUNCTION credit_reservation_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'PENDING' THEN
        RAISE EXCEPTION 'a reservation begins pending' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE credit_account SET reserved = reserved + NEW.amount WHERE id = NEW.account_id AND kind = 'WORKSPACE';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only a workspace reserves credits' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_reservation_opened AFTER INSERT ON credit_reservation
    FOR EACH ROW EXECUTE FUNCTION credit_reservation_opened();

CREATE FUNCTION credit_reservation_resolved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'PENDING' THEN
        RAISE EXCEPTION 'reservation % is resolved already: %', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'PENDING' OR (NEW.id, NEW.account_id, NEW.amount, NEW.created_at, NEW.deadline)
            IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.amount, OLD.created_at, OLD.deadline) THEN
        RAISE EXCEPTION 'a reservation changes only by being resolved' USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE credit_account SET reserved = reserved - OLD.amount WHERE id = OLD.account_id;
    IF NEW.captured > 0 AND NOT EXISTS (
            SELECT FROM credit_transfer t WHERE t.reservation_id = NEW.id AND t.amount = NEW.captured
            AND t.debit_account_id = NEW.account_id) THEN
        RAISE EXCEPTION 'a capture needs its transfer' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_reservation_resolved AFTER UPDATE ON credit_reservation
    FOR EACH ROW EXECUTE FUNCTION credit_reservation_resolved();
CREATE TRIGGER credit_reservation_kept BEFORE DELETE ON credit_reservation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION credit_transfer_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE credit_account SET balance = balance - NEW.amount WHERE id = NEW.debit_account_id AND kind = 'WORKSPACE';
    UPDATE credit_account SET balance = balance + NEW.amount WHERE id = NEW.credit_account_id AND kind = 'WORKSPACE';
    RETURN NULL;
END $$;
CREATE TRIGGER credit_transfer_posted AFTER INSERT ON credit_transfer
    FOR EACH ROW EXECUTE FUNCTION credit_transfer_posted();
CREATE TRIGGER credit_transfer_history BEFORE UPDATE OR DELETE ON credit_transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_transfer_no_truncate BEFORE TRUNCATE ON credit_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_reservation_no_truncate BEFORE TRUNCATE ON credit_reservation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION credit_account_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Depth 1 is a statement that somebody sent; the triggers above arrive here at depth 2.
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a balance moves by a transfer or a reservation only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER credit_account_guarded BEFORE UPDATE ON credit_account
    FOR EACH ROW EXECUTE FUNCTION credit_account_guarded();
CREATE FUNCTION credit_account_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.balance <> 0 OR NEW.reserved <> 0 THEN
        RAISE EXCEPTION 'an account is opened empty' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER credit_account_opened BEFORE INSERT ON credit_account
    FOR EACH ROW EXECUTE FUNCTION credit_account_opened();
CREATE TRIGGER credit_account_kept BEFORE DELETE ON credit_account
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

--changeset atrium:credits-3 comment:the two system accounts
INSERT INTO credit_account (id, kind, created_at) VALUES
    ('00000000-0000-7000-8000-000000000001', 'ISSUED', now()),
    ('00000000-0000-7000-8000-000000000002', 'EARNED', now());

--changeset atrium:credits-4 comment:every transfer to a workspace is a source; those from before were consumed oldest first
ALTER TABLE credit_transfer ADD COLUMN expires_at timestamptz;
ALTER TABLE credit_transfer ADD CONSTRAINT credit_transfer_expiry CHECK (
    expires_at IS NULL OR (kind IN ('GRANT', 'ALLOWANCE', 'BONUS') AND expires_at > created_at));
ALTER TABLE credit_transfer ADD CONSTRAINT credit_transfer_bonus_expires CHECK (kind <> 'BONUS' OR expires_at IS NOT NULL) NOT VALID;
COMMENT ON COLUMN credit_transfer.expires_at IS 'when what is left of these credits is taken back, null for never';

-- A column of its own keeps the index out of the updates of remaining, which then stay within their page (HOT).
DROP INDEX credit_source_open_idx;
ALTER TABLE credit_source ADD COLUMN open boolean NOT NULL GENERATED ALWAYS AS (remaining > 0) STORED;
-- serves: SELECT ... WHERE account_id = ? AND open ORDER BY expires_at, transfer_id, the next source to consume
CREATE INDEX credit_source_open_idx ON credit_source (account_id, expires_at, transfer_id) WHERE open;
-- serves: SELECT ... WHERE open AND expires_at <= now(), the sweep
CREATE INDEX credit_source_expiry_idx ON credit_source (expires_at) WHERE open AND expires_at IS NOT NULL;

INSERT INTO credit_source (transfer_id, account_id, amount, remaining)
SELECT given.id, given.account_id, given.amount, greatest(0, least(given.amount, given.so_far - spent.amount))
FROM (
    SELECT t.id, a.id AS account_id, t.amount, (sum(t.amount) OVER (PARTITION BY a.id ORDER BY t.created_at, t.id))::bigint AS so_far
    FROM credit_transfer t JOIN credit_account a ON a.id = t.credit_account_id AND a.kind = 'WORKSPACE'
) given, LATERAL (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM credit_transfer WHERE debit_account_id = given.account_id) spent;

--changeset atrium:credits-5 comment:the database keeps the sources, and knows between which accounts a transfer makes sense splitStatements:false
CREATE FUNCTION credit_consume(of_account uuid, total bigint, expired_by timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    missing bigint := total;
    source  credit_source;
BEGIN
    FOR source IN
        SELECT * FROM credit_source WHERE account_id = of_account AND open AND (expired_by IS NULL OR expires_at <= expired_by)
        ORDER BY expires_at, transfer_id
    LOOP
        UPDATE credit_source SET remaining = source.remaining - least(missing, source.remaining) WHERE transfer_id = source.transfer_id;
        missing := missing - least(missing, source.remaining);
        EXIT WHEN missing = 0;
    END LOOP;
    IF missing > 0 THEN
        RAISE EXCEPTION 'the sources of account % lack % micro-credits of %', of_account, missing, total USING ERRCODE = 'check_violation';
    END IF;
END $$;
COMMENT ON FUNCTION credit_consume IS
    'Takes an amount from the open sources of an account, the one that expires first before the others; with expired_by only from those '
    'that have expired by then. The caller holds the lock of the account''s row, which makes it safe to read first and write then.';

CREATE FUNCTION credit_expire(of_account uuid, moment timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    free    bigint;
    taken   bigint := 0;
    expired record;
BEGIN
    SELECT balance - reserved INTO free FROM credit_account WHERE id = of_account FOR NO KEY UPDATE;
    FOR expired IN
        SELECT source.remaining, given.reason FROM credit_source source JOIN credit_transfer given ON given.id = source.transfer_id
        WHERE source.account_id = of_account AND source.open AND source.expires_at <= moment
        ORDER BY source.expires_at, source.transfer_id
    LOOP
        EXIT WHEN taken >= free;
        INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reason, created_at)
        SELECT gen_random_uuid(), 'EXPIRY', of_account, id, least(expired.remaining, free - taken), 'expired: ' || expired.reason, moment
        FROM credit_account WHERE kind = 'ISSUED';
        taken := taken + least(expired.remaining, free - taken);
    END LOOP;
    RETURN taken;
END $$;
COMMENT ON FUNCTION credit_expire IS
    'Takes back what is left of an account''s expired sources, as far as no pending reservation holds it. The account is locked first, so '
    'of two calls at once the second finds nothing left.';

CREATE OR REPLACE FUNCTION credit_reservation_resolved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'PENDING' THEN
        RAISE EXCEPTION 'reservation % is resolved already: %', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'PENDING' OR (NEW.id, NEW.account_id, NEW.amount, NEW.created_at, NEW.deadline)
            IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.amount, OLD.created_at, OLD.deadline) THEN
        RAISE EXCEPTION 'a reservation changes only by being resolved' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.captured > 0 AND NOT EXISTS (
            SELECT FROM credit_transfer t WHERE t.reservation_id = NEW.id AND t.amount = NEW.captured
            AND t.debit_account_id = NEW.account_id) THEN
        RAISE EXCEPTION 'a capture needs its transfer' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE credit_account SET reserved = reserved - OLD.amount, balance = balance - NEW.captured WHERE id = OLD.account_id;
    IF NEW.captured > 0 THEN
        PERFORM credit_consume(OLD.account_id, NEW.captured, NULL);
    END IF;
    -- What this reservation kept from expiring expires now.
    IF EXISTS (SELECT FROM credit_source WHERE account_id = OLD.account_id AND open AND expires_at <= NEW.resolved_at) THEN
        PERFORM credit_expire(OLD.account_id, NEW.resolved_at);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION credit_transfer_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    route text := (SELECT kind FROM credit_account WHERE id = NEW.debit_account_id) || ' to '
        || (SELECT kind FROM credit_account WHERE id = NEW.credit_account_id);
BEGIN
    IF NOT (CASE
            WHEN NEW.kind IN ('GRANT', 'ALLOWANCE', 'BONUS') THEN route = 'ISSUED to WORKSPACE'
            WHEN NEW.kind IN ('CAPTURE', 'EXCESS') THEN route = 'WORKSPACE to EARNED'
            WHEN NEW.kind = 'EXPIRY' THEN route = 'WORKSPACE to ISSUED'
            ELSE route IN ('ISSUED to WORKSPACE', 'EARNED to WORKSPACE', 'WORKSPACE to ISSUED', 'WORKSPACE to EARNED')
        END) THEN
        RAISE EXCEPTION 'a transfer of kind % does not go from %', NEW.kind, route USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'CAPTURE' THEN
        -- Its reservation, resolved by the same statement, has moved the balance together with what was reserved.
        IF NOT EXISTS (
                SELECT FROM credit_reservation r WHERE r.id = NEW.reservation_id AND r.state = 'CAPTURED'
                AND r.captured = NEW.amount AND r.account_id = NEW.debit_account_id) THEN
            RAISE EXCEPTION 'a capture is what its reservation says, from the account of that' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF route LIKE 'WORKSPACE to %' THEN
        UPDATE credit_account SET balance = balance - NEW.amount WHERE id = NEW.debit_account_id;
        PERFORM credit_consume(NEW.debit_account_id, NEW.amount, CASE WHEN NEW.kind = 'EXPIRY' THEN NEW.created_at END);
    ELSE
        UPDATE credit_account SET balance = balance + NEW.amount WHERE id = NEW.credit_account_id;
        INSERT INTO credit_source (transfer_id, account_id, amount, remaining, expires_at)
        VALUES (NEW.id, NEW.credit_account_id, NEW.amount, NEW.amount, NEW.expires_at);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION credit_source_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a source moves by a transfer only' USING ERRCODE = 'restrict_violation';
END $$;
-- In the condition of a trigger, depth 0 is a statement that somebody sent.
CREATE TRIGGER credit_source_guarded BEFORE INSERT OR UPDATE ON credit_source
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION credit_source_refused();
CREATE TRIGGER credit_source_kept BEFORE DELETE ON credit_source
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_source_no_truncate BEFORE TRUNCATE ON credit_source
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_account_no_truncate BEFORE TRUNCATE ON credit_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

--changeset atrium:credits-6 comment:what tokens and members with a budget have spent in a month, counted with each reservation splitStatements:false
CREATE TABLE budget_use (
    subject_id uuid     NOT NULL,
    month      date     NOT NULL CHECK (extract(day FROM month) = 1),
    spent      bigint   NOT NULL DEFAULT 0 CHECK (spent >= 0),
    reserved   bigint   NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    alerted    smallint NOT NULL DEFAULT 0 CHECK (alerted IN (0, 80, 100)),
    PRIMARY KEY (subject_id, month)
);
COMMENT ON COLUMN budget_use.subject_id IS 'the id of an access token or of a membership';
COMMENT ON COLUMN budget_use.month IS 'its first day, in UTC';
COMMENT ON COLUMN budget_use.alerted IS 'the highest part of the budget, in percent, that somebody was told of';
ALTER TABLE credit_reservation ADD COLUMN budgets uuid[];
COMMENT ON COLUMN credit_reservation.budgets IS 'the subjects whose budgets hold this amount too, in the month of created_at; null for none';

CREATE FUNCTION budget_month(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT date_trunc('month', moment AT TIME ZONE 'UTC')::date
$$;

CREATE FUNCTION budget_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- In the order in which reservations take them, and before the account, as those do: so nobody waits for each other.
    PERFORM FROM budget_use WHERE subject_id = ANY (OLD.budgets) AND month = budget_month(OLD.created_at)
        ORDER BY subject_id FOR NO KEY UPDATE;
    UPDATE budget_use SET reserved = reserved - OLD.amount, spent = spent + NEW.captured
    WHERE subject_id = ANY (OLD.budgets) AND month = budget_month(OLD.created_at);
    RETURN NEW;
END $$;
CREATE TRIGGER budget_settled BEFORE UPDATE ON credit_reservation
    FOR EACH ROW WHEN (OLD.budgets IS NOT NULL AND OLD.state = 'PENDING' AND NEW.state <> 'PENDING') EXECUTE FUNCTION budget_settled();

CREATE FUNCTION budget_exceeded_by_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE budget_use SET spent = spent + NEW.amount
    FROM generation g JOIN credit_reservation r ON r.id = g.reservation_id
    WHERE g.id = NEW.generation_id AND subject_id = ANY (r.budgets) AND month = budget_month(r.created_at);
    RETURN NULL;
END $$;
CREATE TRIGGER budget_exceeded_by_report AFTER INSERT ON credit_transfer
    FOR EACH ROW WHEN (NEW.kind = 'EXCESS') EXECUTE FUNCTION budget_exceeded_by_report();
