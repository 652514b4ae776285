package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What administrators give to a workspace, and mend. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
class GrantIT {

    private final Installation atrium;
    private Client admin;
    private Client user;
    private String workspace;

    GrantIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signIn() throws Exception {
        admin = atrium.admin();
        user = atrium.newUser();
        workspace = user.get("workspaces/current").mustBe(200).json().getString("id");
    }

    @Test
    void a_grant_can_be_spent_and_a_correction_takes_it_back() throws Exception {
        JsonObject granted =
                grant("{\"amount\": 12.5, \"reason\": \"A pilot\"}").mustBe(201).json();

        assertThat(granted.getJsonObject("credits").getJsonNumber("available").bigDecimalValue())
                .isEqualByComparingTo("512.5");
        assertThat(user.balance().balance()).isEqualByComparingTo("512.5");

        correct("{\"amount\": -12.5, \"reason\": \"It was another workspace\"}").mustBe(201);

        assertThat(user.balance().balance()).isEqualByComparingTo("500");
    }

    @Test
    void what_is_wrong_with_a_grant_is_said_and_nothing_is_booked() throws Exception {
        grant("{\"reason\": \"A pilot\"}").mustBeProblem(400, "INVALID_REQUEST");
        grant("{\"amount\": 0, \"reason\": \"A pilot\"}").mustBeProblem(400, "INVALID_REQUEST");
        grant("{\"amount\": 0.0000001, \"reason\": \"A pilot\"}").mustBeProblem(400, "INVALID_REQUEST");
        grant("{\"amount\": 1, \"kind\": \"capture\", \"reason\": \"A pilot\"}").mustBeProblem(400, "INVALID_REQUEST");
        grant("{\"amount\": 1, \"kind\": \"bonus\", \"reason\": \"A pilot\"}").mustBeProblem(400, "INVALID_REQUEST");
        correct("{\"amount\": -500.000001, \"reason\": \"Too much\"}").mustBeProblem(409, "CONFLICT");

        assertThat(user.balance().balance()).isEqualByComparingTo("500");
    }

    @Test
    void a_workspace_that_does_not_exist_gets_nothing_and_users_give_nothing() throws Exception {
        admin.post("admin/workspaces/" + UUID.randomUUID() + "/grants", "{\"amount\": 1, \"reason\": \"A pilot\"}")
                .mustBeProblem(404, "NOT_FOUND");
        user.post("admin/workspaces/" + workspace + "/grants", "{\"amount\": 1, \"reason\": \"For me\"}")
                .mustBeProblem(403, "FORBIDDEN");
    }

    private Answer grant(String body) throws Exception {
        return admin.post("admin/workspaces/" + workspace + "/grants", body);
    }

    private Answer correct(String body) throws Exception {
        return admin.post("admin/workspaces/" + workspace + "/corrections", body);
    }
}
