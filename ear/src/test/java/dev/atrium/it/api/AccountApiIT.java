package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account from its opening to its end, as far as it works by mail with a real mail server. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class AccountApiIT {

    private static final String OTHER_PASSWORD = "another horse battery staple";

    private final Installation atrium;

    AccountApiIT(Installation atrium) {
        this.atrium = atrium;
    }

    @Test
    void an_address_is_proved_by_the_mail_that_goes_there_and_the_proof_is_good_once() throws Exception {
        Client user = atrium.newUser();
        assertThat(me(user).getBoolean("emailVerified")).isFalse();
        String secret = atrium.mailbox().secret(user.email(), "/verify");

        JsonObject verified =
                stranger().post("auth/verify-email", token(secret)).mustBe(200).json();

        assertThat(verified.getString("email")).isEqualTo(user.email());
        assertThat(me(user).getBoolean("emailVerified")).isTrue();
        JsonObject problem = stranger().post("auth/verify-email", token(secret)).mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("token");
    }

    @Test
    void a_reset_password_ends_every_session_and_token_of_the_user() throws Exception {
        Client user = atrium.newUser();
        Client program = user.withToken(personalToken(user));
        program.get("workspaces/current").mustBe(200);
        PortalSession session = PortalSession.signIn(user);
        session.send(session.request("api/workspaces/current").GET()).mustBe(200);

        stranger().post("auth/password-reset", email(user.email())).mustBe(202);
        String secret = atrium.mailbox().secret(user.email(), "/reset");
        confirm(secret, OTHER_PASSWORD).mustBe(204);

        user.get("workspaces/current").mustBeProblem(401, "UNAUTHENTICATED");
        program.get("workspaces/current").mustBeProblem(401, "UNAUTHENTICATED");
        session.send(session.request("api/workspaces/current").GET()).mustBe(401);
        Client.trySignIn(atrium.uri(), user.email(), Client.PASSWORD).mustBeProblem(401, "UNAUTHENTICATED");
        Client.trySignIn(atrium.uri(), user.email(), OTHER_PASSWORD).mustBe(200);
        confirm(secret, "yet another password").mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_reset_is_answered_alike_whether_there_is_an_account_or_not() throws Exception {
        Client user = atrium.newUser();
        String unknown = UUID.randomUUID() + "@example.org";

        Answer known =
                stranger().post("auth/password-reset", email(user.email())).mustBe(202);
        Answer nobody = stranger().post("auth/password-reset", email(unknown)).mustBe(202);

        assertThat(nobody.body()).isEqualTo(known.body());
        atrium.mailbox().secret(user.email(), "/reset");
        assertThat(atrium.mailbox().count(unknown, "")).isZero();
    }

    @Test
    void a_short_password_does_not_use_up_the_secret() throws Exception {
        Client user = atrium.newUser();
        stranger().post("auth/password-reset", email(user.email())).mustBe(202);
        String secret = atrium.mailbox().secret(user.email(), "/reset");

        JsonObject problem = confirm(secret, "short").mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("password");
        confirm(secret, OTHER_PASSWORD).mustBe(204);
    }

    @Test
    void a_profile_is_changed_field_by_field() throws Exception {
        Client user = atrium.newUser();

        JsonObject changed = user.patch(
                        "users/me",
                        Json.createObjectBuilder()
                                .add("firstName", " Grace ")
                                .add("language", "de")
                                .add("theme", "dark"))
                .mustBe(200)
                .json();

        assertThat(changed.getString("firstName")).isEqualTo("Grace");
        assertThat(changed.getString("lastName")).isEqualTo("Lovelace");
        assertThat(changed.getString("language")).isEqualTo("de");
        assertThat(changed.getString("theme")).isEqualTo("dark");
        JsonObject cleared = user.patch("users/me", Json.createObjectBuilder().add("theme", ""))
                .mustBe(200)
                .json();
        assertThat(cleared).doesNotContainKey("theme");

        JsonObject problem = user.patch(
                        "users/me",
                        Json.createObjectBuilder()
                                .add("firstName", "  ")
                                .add("theme", "pink")
                                .add("email", "x"))
                .mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("email", "firstName", "theme");
    }

    @Test
    void a_new_address_is_the_accounts_once_it_is_proved() throws Exception {
        Client user = atrium.newUser();
        String address = UUID.randomUUID() + "@example.org";

        user.patch("users/me", email(address)).mustBe(200);
        assertThat(me(user).getString("email")).isEqualTo(user.email());
        stranger()
                .post("auth/verify-email", token(atrium.mailbox().secret(address, "/verify")))
                .mustBe(200);

        assertThat(me(user).getString("email")).isEqualTo(address);
        Client.trySignIn(atrium.uri(), address, Client.PASSWORD).mustBe(200);
        Client.trySignIn(atrium.uri(), user.email(), Client.PASSWORD).mustBe(401);
        assertThat(atrium.mailbox().count(user.email(), address))
                .as("a notice at the former address")
                .isEqualTo(1);
    }

    @Test
    void an_address_that_somebody_else_has_is_not_taken_over() throws Exception {
        Client user = atrium.newUser();
        Client owner = atrium.newUser();
        String own = atrium.mailbox().secret(owner.email(), "/verify");

        user.patch("users/me", email(owner.email())).mustBe(200);
        String secret = atrium.mailbox().nextSecret(owner.email(), "/verify", own);

        stranger().post("auth/verify-email", token(secret)).mustBeProblem(409, "CONFLICT");
        assertThat(me(user).getString("email")).isEqualTo(user.email());
    }

    @Test
    void a_password_is_changed_by_who_knows_it_and_personal_tokens_stay() throws Exception {
        Client user = atrium.newUser();
        Client program = user.withToken(personalToken(user));

        JsonObject problem = changePassword(user, "a wrong password").mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("currentPassword");
        changePassword(user, Client.PASSWORD).mustBe(204);

        user.get("users/me").mustBeProblem(401, "UNAUTHENTICATED");
        program.get("users/me").mustBe(200);
        Client.trySignIn(atrium.uri(), user.email(), OTHER_PASSWORD).mustBe(200);
    }

    @Test
    void an_export_has_all_that_is_stored_of_the_user_and_nothing_of_others() throws Exception {
        Client user = atrium.newUser();
        Client other = atrium.newUser();
        user.chat(Installation.HOUSE_MODEL, "My secret plan").whole().mustBe(200);
        other.chat(Installation.HOUSE_MODEL, "Somebody else's plan").whole().mustBe(200);
        String file = user.send(new Form()
                        .file("note.txt", "My note".getBytes(StandardCharsets.UTF_8))
                        .on(user.request("files")))
                .mustBe(201)
                .json()
                .getString("id");

        HttpResponse<byte[]> export = user.bytes(user.request("users/me/export").GET());

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type")).contains("application/zip");
        Map<String, String> entries = unzipped(export.body());
        assertThat(entries)
                .containsKeys("account.jsonl", "workspaces.jsonl", "tokens.jsonl", "credits.jsonl", "actions.jsonl")
                .containsEntry("files/" + file + "-note.txt", "My note");
        assertThat(entries.get("account.jsonl")).contains(user.email()).doesNotContain("password");
        assertThat(entries.get("messages.jsonl")).contains("My secret plan");
        assertThat(entries.get("generations.jsonl").lines()).hasSize(1);
        assertThat(String.join("", entries.values())).doesNotContain("Somebody else", other.email());
    }

    @Test
    void a_deleted_account_leaves_its_ledger_and_no_text() throws Exception {
        Client user = atrium.newUser();
        String workspace = user.workspaceId();
        user.complete(Installation.HOUSE_MODEL, "My secret plan").whole().mustBe(200);
        user.chat(Installation.HOUSE_MODEL, "My secret chat").whole().mustBe(200);
        String id = user.id();
        Client program = user.withToken(personalToken(user));

        user.delete("users/me").mustBe(204);

        user.get("users/me").mustBeProblem(401, "UNAUTHENTICATED");
        program.get("users/me").mustBeProblem(401, "UNAUTHENTICATED");
        Client.trySignIn(atrium.uri(), user.email(), Client.PASSWORD).mustBeProblem(401, "UNAUTHENTICATED");
        assertThat(atrium.ledger()
                        .rows("SELECT email || first_name || last_name FROM app_user WHERE id = '" + id + "'"))
                .containsExactly("deleted-" + id);
        assertThat(atrium.ledger()
                        .rows("SELECT status FROM generation WHERE workspace_id = '" + workspace
                                + "' AND prompt IS NULL AND answer IS NULL AND deleted_at IS NOT NULL"))
                .hasSize(2);
        assertThat(atrium.ledger().rows("SELECT title FROM conversation WHERE user_id = '" + id + "'"))
                .isEmpty();
        assertThat(atrium.ledger()
                        .rows("SELECT kind FROM credit_transfer WHERE user_id = '" + id + "' ORDER BY created_at, id"))
                .containsExactly("GRANT", "CAPTURE", "CAPTURE");
        assertThat(atrium.ledger().differences()).isEmpty();
        Client again = Client.signUp(atrium.uri(), user.email());
        assertThat(again.conversationCount())
                .as("the address is free for somebody new")
                .isZero();
    }

    @Test
    void an_account_is_not_deleted_while_others_need_its_workspace() throws Exception {
        Client owner = atrium.newUser();
        Client member = atrium.verifiedUser();
        owner.post(
                        "workspaces/" + owner.workspaceId() + "/members",
                        Json.createObjectBuilder().add("email", member.email()).add("role", "MEMBER"))
                .mustBe(201);

        JsonObject problem = owner.delete("users/me").mustBeProblem(409, "CONFLICT");

        assertThat(problem.getString("detail")).contains("Ada Lovelace", "Transfer");
        member.delete("users/me").mustBe(204);
        owner.delete("users/me").mustBe(204);
    }

    @Test
    void administrators_read_who_did_what_from_where() throws Exception {
        Client user = atrium.newUser();
        String id = user.id();
        personalToken(user);

        user.get("admin/audit").mustBeProblem(403, "FORBIDDEN");
        List<JsonObject> events = atrium.admin()
                .get("admin/audit?limit=100&actor=" + id)
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);

        assertThat(events)
                .extracting(event -> event.getString("action"))
                .containsExactly("token-created", "sign-in", "account-opened");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("actorId")).isEqualTo(id);
            assertThat(event.getString("address")).isEqualTo("127.0.0.1");
        });
        assertThat(events.get(0).getJsonObject("detail").getString("name")).isEqualTo("report");
    }

    @Test
    void an_outside_issuers_token_acts_as_the_user_with_its_address() throws Exception {
        Client user = atrium.newUser();

        Client outside = user.withToken(OutsideIssuer.token(user.email(), OutsideIssuer.AUDIENCE, "staff"));
        Client chief = user.withToken(OutsideIssuer.token(user.email(), OutsideIssuer.AUDIENCE, OutsideIssuer.ADMINS));

        assertThat(me(outside).getString("id")).isEqualTo(user.id());
        outside.get("admin/audit").mustBeProblem(403, "FORBIDDEN");
        chief.get("admin/audit").mustBe(200);
        user.withToken(OutsideIssuer.token(user.email(), "wiki"))
                .get("users/me")
                .mustBe(401);
        user.withToken(OutsideIssuer.token("nobody@example.org", OutsideIssuer.AUDIENCE))
                .get("users/me")
                .mustBe(401);
    }

    private static JsonObject me(Client user) throws Exception {
        return user.get("users/me").mustBe(200).json();
    }

    private static String personalToken(Client user) throws Exception {
        return user.post("tokens", Json.createObjectBuilder().add("name", "report"))
                .mustBe(201)
                .json()
                .getString("secret");
    }

    private static Answer changePassword(Client user, String current) throws Exception {
        String body = Json.createObjectBuilder()
                .add("currentPassword", current)
                .add("password", OTHER_PASSWORD)
                .build()
                .toString();
        return user.send(Client.fromElsewhere(user.json("users/me/password", "PUT", body)));
    }

    private Answer confirm(String secret, String password) throws Exception {
        return stranger().post("auth/password-reset/confirm", token(secret).add("password", password));
    }

    private Client stranger() {
        return Client.stranger(atrium.uri());
    }

    private static JsonObjectBuilder token(String secret) {
        return Json.createObjectBuilder().add("token", secret);
    }

    private static JsonObjectBuilder email(String address) {
        return Json.createObjectBuilder().add("email", address);
    }

    private static Map<String, String> unzipped(byte[] zip) throws Exception {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
