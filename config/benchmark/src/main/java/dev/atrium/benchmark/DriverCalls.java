package dev.atrium.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** The statements that {@link RepositoryCalls} sends, sent by the JDBC driver and nothing else: the measure to compare with. */
final class DriverCalls implements Calls {

    private static final UUID EARNED = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private final Scene scene;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement budgets;
    private final PreparedStatement reserve;
    private final PreparedStatement lock;
    private final PreparedStatement capture;
    private final PreparedStatement update;

    DriverCalls(DataSource database, Scene scene) throws SQLException {
        this.scene = scene;
        connection = database.getConnection();
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("""
                INSERT INTO generation (id, workspace_id, user_id, service, streamed, prompt, node, model_id, model, provider, price_id,
                    reservation_id, status, usage_estimated, credits, fallback, created_at, version)
                VALUES (?, ?, ?, 'TEXT', true, 'prompt', 'benchmark', ?, 'model', 'openai', ?, ?, 'RUNNING', false, 0, false, ?, 1)""");
        budgets = connection.prepareStatement("""
                SELECT 'MEMBER', id, monthly_budget, budget_hard FROM membership
                WHERE workspace_id = ? AND user_id = ? AND monthly_budget IS NOT NULL
                UNION ALL
                SELECT 'TOKEN', id, monthly_budget, budget_hard FROM access_token
                WHERE id = CAST(? AS uuid) AND monthly_budget IS NOT NULL
                ORDER BY 2""");
        reserve = connection.prepareStatement("""
                INSERT INTO credit_reservation (id, account_id, amount, state, created_at, deadline)
                SELECT ?, account.id, ?, 'PENDING', ?, ? FROM (
                    SELECT id FROM credit_account WHERE workspace_id = ? AND balance - reserved >= ? FOR NO KEY UPDATE
                ) account""");
        lock = connection.prepareStatement("SELECT * FROM generation WHERE id = ? FOR UPDATE");
        capture = connection.prepareStatement("""
                WITH resolved AS (
                    UPDATE credit_reservation SET state = 'CAPTURED', captured = ?, resolved_at = ?
                    WHERE id = ? AND state = 'PENDING' RETURNING id, account_id, captured, resolved_at
                ), posted AS (
                    INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reservation_id,
                        generation_id, user_id, reason, created_at)
                    SELECT ?, 'CAPTURE', account_id, ?, captured, id, ?, ?, ?, resolved_at
                    FROM resolved WHERE captured > 0
                )
                SELECT count(*) FROM resolved""");
        update = connection.prepareStatement("""
                UPDATE generation SET status = 'COMPLETED', input_tokens = 10, output_tokens = 20, cached_input_tokens = 0,
                    cache_write_tokens = 0, reasoning_tokens = 0, usage_unit = 'TOKEN', usage_amount = 30, credits = ?, finish_reason = 'stop', first_token_ms = 100,
                    latency_ms = 900, completed_at = ?, answer = 'answer', version = 2 WHERE id = ? AND version = 1""");
    }

    @Override
    public void begin(UUID generationId, UUID reservationId, UUID workspaceId) {
        Instant now = Instant.now();
        run(() -> {
            set(
                    insert,
                    generationId,
                    workspaceId,
                    scene.userId(),
                    scene.modelId(),
                    scene.priceId(),
                    reservationId,
                    Timestamp.from(now));
            insert.executeUpdate();
            set(budgets, workspaceId, scene.userId(), null);
            try (ResultSet none = budgets.executeQuery()) {
                RepositoryCalls.check(!none.next());
            }
            set(
                    reserve,
                    reservationId,
                    1000L,
                    Timestamp.from(now),
                    Timestamp.from(now.plusSeconds(600)),
                    workspaceId,
                    1000L);
            RepositoryCalls.check(reserve.executeUpdate() == 1);
        });
    }

    @Override
    public void settle(UUID generationId, UUID reservationId, UUID workspaceId) {
        Timestamp now = Timestamp.from(Instant.now());
        run(() -> {
            set(lock, generationId);
            try (ResultSet row = lock.executeQuery()) {
                RepositoryCalls.check(row.next());
            }
            set(
                    capture,
                    400L,
                    now,
                    reservationId,
                    UUID.randomUUID(),
                    EARNED,
                    generationId,
                    scene.userId(),
                    "text: model");
            try (ResultSet row = capture.executeQuery()) {
                RepositoryCalls.check(row.next() && row.getInt(1) == 1);
            }
            set(update, 400L, now, generationId);
            RepositoryCalls.check(update.executeUpdate() == 1);
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void run(Work work) {
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
