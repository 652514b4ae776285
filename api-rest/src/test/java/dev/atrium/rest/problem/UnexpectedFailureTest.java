package dev.atrium.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpectedFailureTest {

    @Test
    void aRefusalIsFoundHoweverDeepItIsWrapped() {
        Refusal refusal = new Refusal(ErrorCode.INSUFFICIENT_CREDITS, "Not enough.");

        Problem problem = UnexpectedFailure.problem(new CompletionException(new EJBException(null, wrapped(refusal))));

        assertThat(problem.status()).isEqualTo(402);
        assertThat(problem.detail()).isEqualTo("Not enough.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03"})
    void aLostDatabaseIsUnavailable(String sqlState) {
        Problem problem = UnexpectedFailure.problem(wrapped(new SQLException("connection refused", sqlState)));

        assertThat(problem.status()).isEqualTo(503);
    }

    @Test
    void anythingElseIsInternalAndTellsNothing() {
        Problem problem = UnexpectedFailure.problem(wrapped(new SQLException("column password_hash", "42703")));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(problem.detail()).doesNotContain("password_hash");
    }

    private static EJBException wrapped(Exception cause) {
        return new EJBException("Transaction aborted", cause);
    }
}
