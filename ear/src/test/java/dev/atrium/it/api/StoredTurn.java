package dev.atrium.it.api;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What the database has of a question that was asked once: its answer, the generation and the reservation.
 *
 * @param text the answer as far as it came
 * @param error the code of what went wrong; null where nothing did
 * @param retries how often a provider was asked anew
 * @param credits what the generation says that it cost
 * @param providerRequestId the provider's id of the latest try; null where it gave none
 * @param captured what its reservation says that was taken of it
 * @param transferred what the ledger has moved for it
 */
record StoredTurn(
        String messageStatus,
        String text,
        String generationStatus,
        String error,
        int retries,
        String providerRequestId,
        BigDecimal credits,
        String reservation,
        BigDecimal captured,
        BigDecimal transferred) {

    private static final int MICRO_DIGITS = 6;

    private static final String QUERY = """
            SELECT answer.status, answer.content, g.status, g.error_code, g.retries, g.provider_request_id, g.credits, r.state, r.captured,
                (SELECT coalesce(sum(amount), 0) FROM credit_transfer t WHERE t.generation_id = g.id)
            FROM message question
                JOIN message answer ON answer.parent_id = question.id
                JOIN generation g ON g.message_id = answer.id
                JOIN credit_reservation r ON r.id = g.reservation_id
            WHERE question.content = ?""";

    static StoredTurn of(DataSource database, String question) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, question);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new AssertionError("There is no such question: " + question);
                }
                return new StoredTurn(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        credits(row, 7),
                        row.getString(8),
                        credits(row, 9),
                        credits(row, 10));
            }
        }
    }

    private static BigDecimal credits(ResultSet row, int column) throws SQLException {
        return row.getBigDecimal(column).movePointLeft(MICRO_DIGITS);
    }
}
