package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workspaces, who belongs to them, as what, and what they have. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class WorkspaceIT {

    private final Installation atrium;
    private final Client owner;

    WorkspaceIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.owner = atrium.newUser();
    }

    @Test
    void a_workspace_is_made_renamed_entered_and_deleted() throws Exception {
        String home = owner.workspaceId();
        Answer created = owner.post("workspaces", named(" Research ")).mustBe(201);
        String id = created.json().getString("id");

        assertThat(created.header("Location")).endsWith("/api/workspaces/" + id);
        assertThat(created.json().getString("name")).isEqualTo("Research");
        assertThat(created.json().getString("role")).isEqualTo("OWNER");
        assertThat(created.json().getJsonObject("credits").getInt("balance")).isZero();
        assertThat(names(owner)).containsExactly("Ada Lovelace", "Research");

        owner.patch("workspaces/" + id, named("Studies").add("fallbackAllowed", false))
                .mustBe(200);
        JsonObject changed = owner.get("workspaces/" + id).mustBe(200).json();
        assertThat(changed.getString("name")).isEqualTo("Studies");
        assertThat(changed.getBoolean("fallbackAllowed")).isFalse();
        owner.patch("workspaces/" + id, named("  ")).mustBeProblem(400, "INVALID_REQUEST");

        owner.post("workspaces/" + id + "/switch").mustBe(200);
        assertThat(owner.workspaceId()).isEqualTo(id);
        assertThat(owner.send(owner.request("workspaces/current").header("X-Workspace-Id", home))
                        .json()
                        .getString("id"))
                .isEqualTo(home);

        owner.delete("workspaces/" + id).mustBe(204);
        owner.get("workspaces/" + id).mustBeProblem(404, "NOT_FOUND");
        assertThat(owner.workspaceId()).isEqualTo(home);
        owner.delete("workspaces/" + home).mustBeProblem(409, "CONFLICT");
    }

    @Test
    void a_workspace_without_credits_pays_for_nothing() throws Exception {
        String id = owner.post("workspaces", named("Empty")).mustBe(201).json().getString("id");

        owner.send(owner.json(
                                "ai/completions",
                                "POST",
                                "{\"model\":\"" + Installation.HOUSE_MODEL + "\",\"prompt\":\"Hello\"}")
                        .header("X-Workspace-Id", id))
                .mustBeProblem(402, "INSUFFICIENT_CREDITS");
    }

    @Test
    void somebody_elses_workspace_does_not_exist() throws Exception {
        Client other = atrium.newUser();
        String id = owner.workspaceId();
        String user = owner.id();

        other.get("workspaces/" + id).mustBeProblem(404, "NOT_FOUND");
        other.patch("workspaces/" + id, named("Mine")).mustBeProblem(404, "NOT_FOUND");
        other.delete("workspaces/" + id).mustBeProblem(404, "NOT_FOUND");
        other.post("workspaces/" + id + "/switch").mustBeProblem(404, "NOT_FOUND");
        other.get("workspaces/" + id + "/members").mustBeProblem(404, "NOT_FOUND");
        other.post("workspaces/" + id + "/members", member(other.email(), "ADMIN"))
                .mustBeProblem(404, "NOT_FOUND");
        other.patch(
                        "workspaces/" + id + "/members/" + user,
                        Json.createObjectBuilder().add("role", "VIEWER"))
                .mustBeProblem(404, "NOT_FOUND");
        other.delete("workspaces/" + id + "/members/" + user).mustBeProblem(404, "NOT_FOUND");
        other.get("workspaces/" + id + "/credits").mustBeProblem(404, "NOT_FOUND");
        other.get("workspaces/" + id + "/credits/entries").mustBeProblem(404, "NOT_FOUND");
        assertThat(owner.get("workspaces/" + id).json().getString("name")).isEqualTo("Ada Lovelace");
    }

    @Test
    void a_viewer_reads_and_does_not_generate_and_a_member_does() throws Exception {
        Client viewer = atrium.verifiedUser();
        String id = owner.workspaceId();
        JsonObject added = owner.post("workspaces/" + id + "/members", member(viewer.email(), "viewer"))
                .mustBe(201)
                .json();
        assertThat(added.getString("status")).isEqualTo("active");
        assertThat(added.getString("userId")).isEqualTo(viewer.id());
        viewer.post("workspaces/" + id + "/switch").mustBe(200);

        viewer.get("workspaces/current").mustBe(200);
        viewer.get("workspaces/" + id + "/members").mustBe(200);
        viewer.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBeProblem(403, "FORBIDDEN");
        viewer.patch("workspaces/" + id, named("Mine")).mustBeProblem(403, "FORBIDDEN");

        owner.patch(
                        "workspaces/" + id + "/members/" + viewer.id(),
                        Json.createObjectBuilder().add("role", "MEMBER"))
                .mustBe(200);
        viewer.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBe(200);
        assertThat(atrium.mailbox().count(viewer.email(), "has added you")).isLessThanOrEqualTo(1);
    }

    @Test
    void a_member_who_is_taken_out_is_out_at_once() throws Exception {
        Client member = atrium.verifiedUser();
        String home = member.workspaceId();
        String id = owner.workspaceId();
        owner.post("workspaces/" + id + "/members", member(member.email(), "MEMBER"))
                .mustBe(201);
        owner.post("workspaces/" + id + "/members", member(member.email(), "MEMBER"))
                .mustBeProblem(409, "CONFLICT");
        member.post("workspaces/" + id + "/switch").mustBe(200);

        owner.delete("workspaces/" + id + "/members/" + member.id()).mustBe(204);

        member.get("workspaces/" + id).mustBeProblem(404, "NOT_FOUND");
        assertThat(member.workspaceId()).isEqualTo(home);
    }

    @Test
    void administrators_manage_members_and_only_the_owner_manages_administrators() throws Exception {
        Client admin = atrium.verifiedUser();
        Client member = atrium.verifiedUser();
        String members = "workspaces/" + owner.workspaceId() + "/members";
        owner.post(members, member(admin.email(), "ADMIN")).mustBe(201);

        admin.post(members, member(member.email(), "ADMIN")).mustBeProblem(403, "FORBIDDEN");
        admin.post(members, member(member.email(), "MEMBER")).mustBe(201);
        admin.patch(members + "/" + member.id(), Json.createObjectBuilder().add("role", "ADMIN"))
                .mustBeProblem(403, "FORBIDDEN");
        admin.delete(members + "/" + owner.id()).mustBeProblem(409, "CONFLICT");
        member.post(members, member("x@example.org", "MEMBER")).mustBeProblem(403, "FORBIDDEN");
        owner.post(members, member("x@example.org", "OWNER")).mustBeProblem(400, "INVALID_REQUEST");
        owner.post(members, member("x@example.org", "KING")).mustBeProblem(400, "INVALID_REQUEST");
        admin.delete(members + "/" + member.id()).mustBe(204);
        admin.delete(members + "/" + admin.id()).mustBe(204);
        assertThat(owner.get(members).json().getInt("total")).isEqualTo(1);
    }

    @Test
    void an_owner_transfers_a_workspace_before_leaving_it() throws Exception {
        Client heir = atrium.verifiedUser();
        String id = owner.post("workspaces", named("Team")).mustBe(201).json().getString("id");
        String transfer = "workspaces/" + id + "/transfer";
        owner.post(transfer, heir(heir)).mustBeProblem(404, "NOT_FOUND");
        owner.post("workspaces/" + id + "/members", member(heir.email(), "MEMBER"))
                .mustBe(201);
        owner.delete("workspaces/" + id + "/members/" + owner.id()).mustBeProblem(409, "CONFLICT");
        heir.post(transfer, heir(heir)).mustBeProblem(403, "FORBIDDEN");

        owner.post(transfer, heir(heir)).mustBe(200);

        assertThat(heir.get("workspaces/" + id).json().getString("role")).isEqualTo("OWNER");
        assertThat(owner.get("workspaces/" + id).json().getString("role")).isEqualTo("ADMIN");
        owner.delete("workspaces/" + id + "/members/" + owner.id()).mustBe(204);
        owner.get("workspaces/" + id).mustBeProblem(404, "NOT_FOUND");
        owner.post("workspaces/" + owner.workspaceId() + "/transfer", heir(heir))
                .mustBeProblem(409, "CONFLICT");
    }

    @Test
    void who_is_invited_by_mail_belongs_to_the_workspace_with_their_account() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        String members = "workspaces/" + owner.workspaceId() + "/members";
        JsonObject invited = owner.post(members, member(email, "MEMBER").add("monthlyBudget", 7))
                .mustBe(201)
                .json();
        assertThat(invited.getString("status")).isEqualTo("invited");
        assertThat(invited).doesNotContainKey("userId");
        String secret = atrium.mailbox().secret(email, "/register");

        register("somebody-else-" + email, secret).mustBeProblem(400, "INVALID_REQUEST");
        register(email, secret).mustBe(201);

        Client joined = Client.of(atrium.uri(), email);
        assertThat(joined.get("users/me").json().getBoolean("emailVerified")).isTrue();
        assertThat(names(joined)).hasSize(2);
        assertThat(owner.get(members).json().getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(member -> member.getString("status"))
                .containsExactly("active", "active");
        assertThat(owner.get(members)
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(1)
                        .getInt("monthlyBudget"))
                .isEqualTo(7);
    }

    @Test
    void an_invitation_waits_for_the_proof_of_an_address_and_can_be_taken_back() throws Exception {
        Client unproved = atrium.newUser();
        String members = "workspaces/" + owner.workspaceId() + "/members";

        JsonObject first = owner.post(members, member(unproved.email(), "MEMBER"))
                .mustBe(201)
                .json();
        assertThat(first.getString("status")).isEqualTo("invited");
        owner.delete(members + "/" + first.getString("invitationId")).mustBe(204);
        assertThat(owner.get(members).json().getInt("total")).isEqualTo(1);

        owner.post(members, member(unproved.email(), "VIEWER")).mustBe(201);
        assertThat(names(unproved)).hasSize(1);
        String secret = atrium.mailbox().secret(unproved.email(), "/verify");
        unproved.post("auth/verify-email", Json.createObjectBuilder().add("token", secret))
                .mustBe(200);
        assertThat(names(unproved)).hasSize(2);
    }

    @Test
    void the_budget_of_a_member_counts_what_was_spent_before_it_was_set() throws Exception {
        Client member = atrium.verifiedUser();
        String id = owner.workspaceId();
        String place = "workspaces/" + id + "/members/" + member.id();
        owner.post("workspaces/" + id + "/members", member(member.email(), "MEMBER"))
                .mustBe(201);
        member.post("workspaces/" + id + "/switch").mustBe(200);
        fiveCredits(member).whole().mustBe(200);

        JsonObject limited = owner.patch(place, Json.createObjectBuilder().add("monthlyBudget", 8))
                .mustBe(200)
                .json();
        assertThat(limited.getInt("spent")).isEqualTo(5);
        JsonObject problem = fiveCredits(member).whole().mustBeProblem(402, "BUDGET_EXCEEDED");
        assertThat(problem.getString("detail")).contains("of the 8 for you in this workspace this month 3 are left");
        fiveCredits(owner).whole().mustBe(200);

        owner.patch(place, Json.createObjectBuilder().add("unlimited", true)).mustBe(200);
        fiveCredits(member).whole().mustBe(200);
    }

    @Test
    void the_statement_has_every_movement_with_the_balance_after_it() throws Exception {
        fiveCredits(owner).whole().mustBe(200);
        fiveCredits(owner).whole().mustBe(200);
        String entries = "workspaces/" + owner.workspaceId() + "/credits/entries";

        JsonObject page = owner.get(entries + "?limit=2").mustBe(200).json();
        assertThat(page.getInt("total")).isEqualTo(3);
        List<JsonObject> items = page.getJsonArray("items").getValuesAs(JsonObject.class);
        assertThat(items).extracting(entry -> entry.getString("kind")).containsExactly("capture", "capture");
        assertThat(items).extracting(entry -> entry.getInt("amount")).containsExactly(-5, -5);
        assertThat(items).extracting(entry -> entry.getInt("balance")).containsExactly(490, 495);
        assertThat(items.get(0)).containsKeys("generationId", "userId", "reason");
        JsonObject last = owner.get(entries + "?limit=2&offset=2")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(last.getString("kind")).isEqualTo("grant");
        assertThat(last.getInt("balance")).isEqualTo(Installation.SIGN_UP_CREDITS);

        Answer csv =
                owner.send(owner.request(entries).header("Accept", "text/csv")).mustBe(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.body().lines()).hasSize(4);
        assertThat(csv.body().lines().skip(1).map(line -> new BigDecimal(line.split(",")[3]).intValue()))
                .containsExactly(500, 495, 490);
        JsonObject credits = owner.get("workspaces/" + owner.workspaceId() + "/credits")
                .mustBe(200)
                .json();
        assertThat(credits.getInt("balance")).isEqualTo(490);
    }

    private static Question fiveCredits(Client client) {
        return client.complete(Installation.DEAR_MODEL, "[[usage in 0 out 10]] Hello")
                .maxTokens(10);
    }

    private Answer register(String email, String invitation) throws Exception {
        return Client.stranger(atrium.uri())
                .post(
                        "auth/register",
                        Json.createObjectBuilder()
                                .add("email", email)
                                .add("password", Client.PASSWORD)
                                .add("firstName", "Grace")
                                .add("lastName", "Hopper")
                                .add("invitation", invitation));
    }

    private static List<String> names(Client user) throws Exception {
        return user.get("workspaces").mustBe(200).json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(workspace -> workspace.getString("name"))
                .toList();
    }

    private static JsonObjectBuilder named(String name) {
        return Json.createObjectBuilder().add("name", name);
    }

    private static JsonObjectBuilder member(String email, String role) {
        return Json.createObjectBuilder().add("email", email).add("role", role);
    }

    private static JsonObjectBuilder heir(Client heir) throws Exception {
        return Json.createObjectBuilder().add("userId", heir.id());
    }
}
