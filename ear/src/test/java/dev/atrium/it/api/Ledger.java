package dev.atrium.it.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The ledger as the database has it, summed up here once more. */
final class Ledger {

    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    /** A sentence for each account that is not the sum of its entries, is below zero, or holds what nobody has reserved. */
    List<String> differences() throws SQLException {
        return rows("""
                SELECT format('account %s: balance %s of %s, reserved %s of %s', account.id, account.balance, entries, account.reserved, held)
                FROM credit_account account,
                    LATERAL (SELECT coalesce(sum(CASE WHEN credit_account_id = account.id THEN amount ELSE -amount END), 0) AS entries
                        FROM credit_transfer WHERE account.id IN (credit_account_id, debit_account_id)) transfer,
                    LATERAL (SELECT coalesce(sum(amount), 0) AS held
                        FROM credit_reservation WHERE account_id = account.id AND state = 'PENDING') reservation
                WHERE account.kind = 'WORKSPACE'
                    AND (account.balance <> entries OR account.reserved <> held OR account.balance < 0 OR account.reserved < 0)""");
    }

    /** Whatever was captured from a generation other than once, or other than the generation says. */
    List<String> mischarged() throws SQLException {
        return rows("""
                SELECT format('generation %s: %s, transfers %s of %s', generation.id, credits, count(transfer.id), coalesce(sum(amount), 0))
                FROM generation LEFT JOIN credit_transfer transfer ON transfer.generation_id = generation.id
                GROUP BY generation.id, credits
                HAVING credits <> coalesce(sum(amount), 0) OR count(transfer.id) FILTER (WHERE transfer.kind = 'CAPTURE') > 1""");
    }

    /** The reservations that nobody has resolved, and the generations that nobody has ended. */
    List<String> pending() throws SQLException {
        return rows("""
                SELECT format('reservation %s until %s', id, deadline) FROM credit_reservation WHERE state = 'PENDING'
                UNION ALL
                SELECT format('generation %s of node %s', id, node) FROM generation WHERE status = 'RUNNING'""");
    }

    /** The first column of whatever is asked. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }
}
