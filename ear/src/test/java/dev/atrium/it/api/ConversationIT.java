package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.RecordedRequest;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations: their branches, what is remembered with them, how they are found, shared, carried away and brought in. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ConversationIT {

    private final Installation atrium;
    private final Client user;

    ConversationIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @Test
    void an_edited_question_begins_a_branch_and_what_came_before_it_stays() throws Exception {
        String secret = UUID.randomUUID().toString();
        JsonObject first = chat("[[text One.]] My word is " + secret);
        String conversation = first.getString("conversationId");
        say(conversation, "[[text Two.]] What is it?");
        List<JsonObject> before = user.messages(conversation);

        JsonObject edited = user.patch(
                        message(conversation, before.get(2)),
                        Json.createObjectBuilder().add("content", "[[text Three.]] What was it?"))
                .mustBe(200)
                .json();

        assertThat(edited.getJsonObject("message").getString("content")).isEqualTo("Three.");
        assertThat(lastRequest()).contains(secret, "One.", "What was it?").doesNotContain("What is it?", "Two.");
        List<JsonObject> all = user.messages(conversation);
        assertThat(withoutAlternatives(all.subList(0, 4))).isEqualTo(withoutAlternatives(before));
        assertThat(all.get(4).getString("parentId")).isEqualTo(all.get(2).getString("parentId"));
        assertThat(strings(all.get(4), "alternatives"))
                .isEqualTo(strings(all.get(2), "alternatives"))
                .containsExactly(id(all.get(2)), id(all.get(4)));
        assertThat(all.get(0).containsKey("alternatives")).isFalse();
        assertThat(contents(branch(conversation)))
                .containsExactly(all.get(0).getString("content"), "One.", "[[text Three.]] What was it?", "Three.");
    }

    @Test
    void the_first_question_can_be_edited_too() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        String first = id(user.messages(conversation).get(0));

        user.patch(
                        "conversations/" + conversation + "/messages/" + first,
                        Json.createObjectBuilder().add("content", "[[text Two.]] Good morning"))
                .mustBe(200);

        List<JsonObject> branch = branch(conversation);
        assertThat(contents(branch)).containsExactly("[[text Two.]] Good morning", "Two.");
        assertThat(branch.get(0).containsKey("parentId")).isFalse();
        assertThat(strings(branch.get(0), "alternatives")).hasSize(2);
    }

    @Test
    void a_branch_can_be_shown_again_and_is_gone_on_with() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        List<JsonObject> first = user.messages(conversation);
        user.patch(
                        message(conversation, first.get(0)),
                        Json.createObjectBuilder().add("content", "[[text Two.]] Good morning"))
                .mustBe(200);
        String updated = get(conversation).getString("updatedAt");

        JsonObject shown = user.patch(
                        "conversations/" + conversation,
                        Json.createObjectBuilder().add("headId", id(first.get(0))))
                .mustBe(200)
                .json();

        assertThat(shown.getString("headId")).isEqualTo(id(first.get(1)));
        assertThat(shown.getString("updatedAt")).isEqualTo(updated);
        assertThat(contents(branch(conversation))).containsExactly("[[text One.]] Hello", "One.");
        say(conversation, "[[text Three.]] And on");
        assertThat(contents(branch(conversation)))
                .containsExactly("[[text One.]] Hello", "One.", "[[text Three.]] And on", "Three.");
        user.patch(
                        "conversations/" + conversation,
                        Json.createObjectBuilder()
                                .add("headId", UUID.randomUUID().toString()))
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_long_branch_is_read_from_its_end_in_parts() throws Exception {
        String conversation = chat("[[text 2]] 1").getString("conversationId");
        say(conversation, "[[text 4]] 3");
        user.patch(
                        message(conversation, user.messages(conversation).get(0)),
                        Json.createObjectBuilder().add("content", "[[text B]] A"))
                .mustBe(200);
        say(conversation, "[[text D]] C");

        String path = "conversations/" + conversation + "?branch=true&limit=3";
        List<JsonObject> last = messages(user.get(path).mustBe(200).json());
        List<JsonObject> rest = messages(
                user.get(path + "&before=" + id(last.get(0))).mustBe(200).json());

        assertThat(contents(last)).containsExactly("B", "[[text D]] C", "D");
        assertThat(contents(rest)).containsExactly("[[text B]] A");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void another_answer_stands_beside_the_first_whoever_is_asked(boolean streamed) throws Exception {
        JsonObject first = chat("[[text One.]] Hello");
        String conversation = first.getString("conversationId");
        JsonObject answer = first.getJsonObject("message");
        String path = message(conversation, answer) + "/regenerate";

        if (streamed) {
            try (EventStream events = user.open(user.request(path).POST(BodyPublishers.noBody()))) {
                assertThat(events.await("start").data().getString("userMessageId"))
                        .isEqualTo(answer.getString("parentId"));
                events.done();
            }
        } else {
            user.post(path, "{\"stream\": false, \"model\": \"" + Installation.OPENAI_MODEL + "\"}")
                    .mustBe(200);
        }

        List<JsonObject> all = user.messages(conversation);
        assertThat(all).hasSize(3);
        assertThat(all.get(2).getString("parentId")).isEqualTo(answer.getString("parentId"));
        assertThat(all.get(2).getString("model"))
                .isEqualTo(streamed ? Installation.HOUSE_MODEL : Installation.OPENAI_MODEL);
        assertThat(all.get(2).getJsonNumber("credits").bigDecimalValue()).isPositive();
        assertThat(strings(all.get(2), "alternatives")).containsExactly(id(answer), id(all.get(2)));
        assertThat(branch(conversation)).hasSize(2);
        assertThat(get(conversation).getString("headId")).isEqualTo(id(all.get(2)));
    }

    @Test
    void a_cut_answer_goes_on_in_a_message_that_follows_it() throws Exception {
        JsonObject first = user.chat(Installation.HOUSE_MODEL, "[[text one two three four]] Count")
                .maxTokens(2)
                .whole()
                .mustBe(200)
                .json();
        String conversation = first.getString("conversationId");
        JsonObject cut = first.getJsonObject("message");
        assertThat(cut.getString("finishReason")).isEqualTo("length");

        JsonObject more = user.post(message(conversation, cut) + "/continue", "{\"stream\": false, \"maxTokens\": 100}")
                .mustBe(200)
                .json()
                .getJsonObject("message");

        assertThat(more.getString("parentId")).isEqualTo(id(cut));
        assertThat(lastRequest()).contains("[[text one two three four]] Count", cut.getString("content"), "cut off");
        List<JsonObject> all = user.messages(conversation);
        assertThat(all).as("nothing is put into the user's mouth").hasSize(3);
        say(conversation, "[[text Thanks.]] Good");
        assertThat(lastRequest())
                .as("both parts are one answer")
                .contains(cut.getString("content")
                        + more.getString("content").lines().findFirst().orElseThrow())
                .doesNotContain("having been cut off");
    }

    @Test
    void a_stopped_answer_goes_on_and_a_whole_one_does_not() throws Exception {
        try (EventStream events = user.chat(Installation.HOUSE_MODEL, "[[delay 50ms]] [[length 200]] Count").stream()) {
            JsonObject start = events.await("start").data();
            events.await("chunk");
            String path =
                    "conversations/" + start.getString("conversationId") + "/messages/" + start.getString("messageId");
            user.post(path + "/continue", "{\"stream\": false}").mustBeProblem(409, "CONFLICT");
            user.post(path + "/regenerate", "{\"stream\": false}").mustBeProblem(409, "CONFLICT");
            user.patch(path, Json.createObjectBuilder().add("rating", 1)).mustBeProblem(409, "CONFLICT");
            user.cancel(start.getString("generationId")).mustBe(202);
            events.done();

            user.post(path + "/continue", "{\"stream\": false, \"model\": \"" + Installation.OPENAI_MODEL + "\"}")
                    .mustBe(200);
        }
        JsonObject whole = chat("[[text Whole.]] Hello");
        JsonObject problem = user.post(
                        message(whole.getString("conversationId"), whole.getJsonObject("message")) + "/continue",
                        "{\"stream\": false}")
                .mustBeProblem(409, "CONFLICT");
        assertThat(problem.getString("detail")).contains("cut short");
    }

    @Test
    void an_answer_is_rated_and_rated_otherwise() throws Exception {
        JsonObject answer = chat("[[text One.]] Hello");
        String conversation = answer.getString("conversationId");
        String path = message(conversation, answer.getJsonObject("message"));
        String question = message(conversation, user.messages(conversation).get(0));

        assertThat(rate(path, 1).getInt("rating")).isEqualTo(1);
        assertThat(rate(path, -1).getInt("rating")).isEqualTo(-1);
        assertThat(user.messages(conversation).get(1).getInt("rating")).isEqualTo(-1);
        assertThat(rate(path, 0).containsKey("rating")).isFalse();
        user.patch(path, Json.createObjectBuilder().add("rating", 2)).mustBeProblem(400, "INVALID_REQUEST");
        user.patch(question, Json.createObjectBuilder().add("rating", 1)).mustBeProblem(400, "INVALID_REQUEST");
        user.patch(path, Json.createObjectBuilder().add("content", "No")).mustBeProblem(400, "INVALID_REQUEST");
        user.patch(path, Json.createObjectBuilder()).mustBeProblem(400, "INVALID_REQUEST");
        user.patch(path, Json.createObjectBuilder().add("rating", 1).add("stream", true))
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    private JsonObject rate(String path, int rating) throws Exception {
        return user.patch(path, Json.createObjectBuilder().add("rating", rating))
                .mustBe(200)
                .json();
    }

    @Test
    void an_edit_with_a_key_is_answered_once() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        String path = message(conversation, user.messages(conversation).get(0));
        String body = "{\"content\": \"[[text Two.]] Good morning\"}";

        Answer first = user.send(user.json(path, "PATCH", body).header("Idempotency-Key", "edit"))
                .mustBe(200);
        Answer second = user.send(user.json(path, "PATCH", body).header("Idempotency-Key", "edit"))
                .mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(user.messages(conversation)).hasSize(4);
    }

    @Test
    void two_who_write_at_once_in_all_ways_leave_one_order_without_gaps() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        List<JsonObject> first = user.messages(conversation);
        String question = message(conversation, first.get(0));
        String answer = message(conversation, first.get(1));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Answer>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writers.add(
                        () -> user.patch(question, Json.createObjectBuilder().add("content", "[[text 1]] edited")));
                writers.add(() -> user.post(answer + "/regenerate", "{\"stream\": false}"));
                writers.add(() -> user.post(
                        "conversations/" + conversation + "/messages",
                        "{\"message\": \"[[text 2]] said\", \"stream\": false}"));
            }
            for (Future<Answer> written : threads.invokeAll(writers)) {
                written.get().mustBe(200);
            }
        } finally {
            threads.shutdownNow();
        }

        List<JsonObject> all = user.messages(conversation);
        assertThat(all).hasSize(2 + 2 * 2 + 2 + 2 * 2);
        assertThat(get(conversation).getInt("messageCount")).isEqualTo(all.size());
        for (JsonObject message : all) {
            if (message.containsKey("parentId")) {
                assertThat(all.subList(0, all.indexOf(message)))
                        .extracting(ConversationIT::id)
                        .contains(message.getString("parentId"));
            }
        }
    }

    @Test
    void how_it_is_asked_is_remembered_and_can_be_changed() throws Exception {
        String conversation = user.post("conversations", """
                        {"model": "%s", "system": "Answer as a pirate.", "parameters": {"temperature": 0.25, "stop": ["END"]},
                         "tags": ["sea"]}""".formatted(Installation.HOUSE_MODEL))
                .mustBe(201)
                .json()
                .getString("id");

        say(conversation, "[[text Ahoy.]] Hello");
        assertThat(lastRequest()).contains("Answer as a pirate.", "0.25", "END");

        user.post(
                        "conversations/" + conversation + "/messages",
                        "{\"message\": \"[[text Aye.]] Warmer\", \"stream\": false, \"temperature\": 0.75, \"system\": \"Answer as a king.\"}")
                .mustBe(200);
        say(conversation, "[[text Yes.]] And now?");
        assertThat(lastRequest()).contains("Answer as a king.", "0.75", "END").doesNotContain("pirate");
        JsonObject parameters = get(conversation).getJsonObject("parameters");
        assertThat(parameters.getJsonNumber("temperature").doubleValue()).isEqualTo(0.75);

        user.patch(
                        "conversations/" + conversation,
                        Json.createObjectBuilder().add("system", "").add("parameters", JsonValue.EMPTY_JSON_OBJECT))
                .mustBe(200);
        say(conversation, "[[text Yes.]] And now?");
        assertThat(lastRequest()).doesNotContain("king", "0.75", "END");
        assertThat(get(conversation).containsKey("system")).isFalse();
    }

    @Test
    void a_conversation_without_a_title_gets_one_of_its_first_question_and_keeps_its_users() throws Exception {
        String untitled = user.post("conversations", "{\"model\": \"" + Installation.HOUSE_MODEL + "\"}")
                .mustBe(201)
                .json()
                .getString("id");
        say(untitled, "## How deep is the sea?\n\nIn metres.");
        assertThat(get(untitled).getString("title")).isEqualTo("How deep is the sea?");
        say(untitled, "And the sky?");
        assertThat(get(untitled).getString("title")).isEqualTo("How deep is the sea?");

        String titled = user.post("conversations", "{\"title\": \"Depths\", \"model\": \"house-small\"}")
                .mustBe(201)
                .json()
                .getString("id");
        say(titled, "How deep is the sea?");
        assertThat(get(titled).getString("title")).isEqualTo("Depths");
    }

    @Test
    void conversations_are_found_by_words_tags_models_pins_and_archives() throws Exception {
        Client searcher = atrium.newUser();
        String sea = chat(searcher, "[[text Herrings swim in swarms.]] Tell me of fish");
        String sky = chat(searcher, "[[text Swallows fly.]] Tell me of birds");
        searcher.patch(
                        "conversations/" + sea,
                        Json.createObjectBuilder()
                                .add("pinned", true)
                                .add(
                                        "tags",
                                        Json.createArrayBuilder()
                                                .add(" Water ")
                                                .add("water")
                                                .add("Animals")))
                .mustBe(200);

        assertThat(found(searcher, "q=herrings")).containsExactly(sea);
        assertThat(found(searcher, "q=swa")).as("beginnings of words").containsExactly(sky, sea);
        assertThat(found(searcher, "q=birds")).containsExactly(sky);
        assertThat(found(searcher, "q=fish+birds")).isEmpty();
        assertThat(found(searcher, "tag=water")).containsExactly(sea);
        assertThat(found(searcher, "pinned=true")).containsExactly(sea);
        assertThat(found(searcher, "model=" + Installation.HOUSE_MODEL)).hasSize(2);
        assertThat(found(searcher, "model=another")).isEmpty();
        assertThat(found(searcher, "sort=created&order=asc")).containsExactly(sea, sky);
        assertThat(found(user, "q=herrings")).as("somebody else's search").isEmpty();

        searcher.patch("conversations/" + sky, Json.createObjectBuilder().add("archived", true))
                .mustBe(200);
        assertThat(found(searcher, "")).containsExactly(sea);
        assertThat(found(searcher, "archived=true")).containsExactly(sky);
        assertThat(found(searcher, "archived=any")).hasSize(2);

        assertThat(searcher.get("conversations/tags").mustBe(200).json().getJsonArray("items"))
                .hasSize(2);
        assertThat(strings(searcher.get("conversations/" + sea).json(), "tags")).containsExactly("Animals", "Water");
    }

    @ParameterizedTest
    @CsvSource({
        "sort=size, sort",
        "order=up, order",
        "pinned=perhaps, pinned",
        "archived=1, archived",
        "scope=all, scope",
        "limit=101, limit"
    })
    void a_filter_that_is_none_is_named(String query, String field) throws Exception {
        JsonObject problem = user.get("conversations?" + query).mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    void tags_are_few_and_short() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        JsonArrayBuilder many = Json.createArrayBuilder();
        for (int i = 0; i < 21; i++) {
            many.add("tag" + i);
        }

        user.patch("conversations/" + conversation, Json.createObjectBuilder().add("tags", many))
                .mustBeProblem(400, "INVALID_REQUEST");
        JsonObject problem = user.patch(
                        "conversations/" + conversation,
                        Json.createObjectBuilder()
                                .add("tags", Json.createArrayBuilder().add("x".repeat(51))))
                .mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("tags[0]");
    }

    @Test
    void what_is_shared_is_read_in_the_workspace_changed_by_nobody_else_and_unknown_outside() throws Exception {
        Client owner = atrium.newUser();
        Client member = atrium.verifiedUser();
        Client stranger = atrium.newUser();
        String workspace = owner.workspaceId();
        owner.post(
                        "workspaces/" + workspace + "/members",
                        Json.createObjectBuilder().add("email", member.email()).add("role", "ADMIN"))
                .mustBe(201);
        member.post("workspaces/" + workspace + "/switch").mustBe(200);
        String file = owner.send(new Form()
                        .file("fish.txt", "Herring".getBytes(StandardCharsets.UTF_8))
                        .on(owner.request("files")))
                .mustBe(201)
                .json()
                .getString("id");
        String conversation = owner.chat(Installation.HOUSE_MODEL, "[[text Herrings.]] Name a fish")
                .with("attachments", Json.createArrayBuilder().add(file).build())
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");
        String path = "conversations/" + conversation;
        member.get(path).mustBeProblem(404, "NOT_FOUND");
        member.get("files/" + file).mustBeProblem(404, "NOT_FOUND");

        owner.patch(path, Json.createObjectBuilder().add("shared", true)).mustBe(200);

        JsonObject read = member.get(path).mustBe(200).json();
        assertThat(read.getBoolean("own")).isFalse();
        assertThat(messages(read)).hasSize(2);
        assertThat(member.get("files/" + file).mustBe(200).body()).isEqualTo("Herring");
        member.delete("files/" + file).mustBeProblem(404, "NOT_FOUND");
        stranger.get("files/" + file).mustBeProblem(404, "NOT_FOUND");
        assertThat(found(member, "scope=shared")).containsExactly(conversation);
        assertThat(found(member, "scope=shared&q=herrings")).containsExactly(conversation);
        assertThat(found(member, "")).isEmpty();
        assertThat(found(owner, "scope=shared")).isEmpty();
        member.get(path + "/export?format=md").mustBe(200);
        String question = message(conversation, messages(read).get(0));
        String answer = message(conversation, messages(read).get(1));
        JsonObject refused = member.patch(path, Json.createObjectBuilder().add("title", "Mine"))
                .mustBeProblem(403, "FORBIDDEN");
        assertThat(refused.getString("detail")).contains("shares");
        member.delete(path).mustBeProblem(403, "FORBIDDEN");
        member.patch(answer, Json.createObjectBuilder().add("rating", 1)).mustBeProblem(403, "FORBIDDEN");
        member.patch(question, Json.createObjectBuilder().add("content", "No")).mustBeProblem(403, "FORBIDDEN");
        member.post(answer + "/regenerate", "{\"stream\": false}").mustBeProblem(403, "FORBIDDEN");
        member.post(path + "/messages", "{\"message\": \"Hi\", \"stream\": false}")
                .mustBeProblem(403, "FORBIDDEN");
        stranger.get(path).mustBeProblem(404, "NOT_FOUND");
        stranger.patch(path, Json.createObjectBuilder().add("title", "Mine")).mustBeProblem(404, "NOT_FOUND");
        assertThat(found(stranger, "scope=shared")).isEmpty();

        owner.patch(path, Json.createObjectBuilder().add("shared", false)).mustBe(200);
        member.get(path).mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void an_exported_conversation_is_imported_with_all_its_branches_and_costs_nothing() throws Exception {
        String conversation =
                chat("[[text One.]] Grüße, 世界! \"quoted\"\n\n```\ncode\n```").getString("conversationId");
        List<JsonObject> first = user.messages(conversation);
        rate(message(conversation, first.get(1)), 1);
        user.patch(
                        message(conversation, first.get(0)),
                        Json.createObjectBuilder().add("content", "[[text Two.]] Other"))
                .mustBe(200);
        user.patch(
                        "conversations/" + conversation,
                        Json.createObjectBuilder()
                                .add("title", "A/title: with \"signs\"")
                                .add("system", "Be brief.")
                                .add("tags", Json.createArrayBuilder().add("kept")))
                .mustBe(200);
        Answer exported = user.get("conversations/" + conversation + "/export").mustBe(200);
        Client other = atrium.newUser();
        BigDecimal before = other.balance().balance();

        Answer imported = other.post("conversations/import", exported.body()).mustBe(201);

        assertThat(exported.header("Content-Type")).startsWith("application/json");
        assertThat(exported.header("Content-Disposition"))
                .startsWith("attachment; filename=\"A_title_ with _signs_.json\"");
        JsonObject copy = other.get("conversations/" + imported.json().getString("id") + "?branch=true")
                .mustBe(200)
                .json();
        assertThat(imported.header("Location")).endsWith("/api/conversations/" + copy.getString("id"));
        assertThat(copy.getString("title")).isEqualTo("A/title: with \"signs\"");
        assertThat(copy.getString("system")).isEqualTo("Be brief.");
        assertThat(strings(copy, "tags")).containsExactly("kept");
        assertThat(contents(messages(copy))).isEqualTo(contents(branch(conversation)));
        List<JsonObject> all = other.messages(copy.getString("id"));
        assertThat(contents(all)).isEqualTo(contents(user.messages(conversation)));
        assertThat(all.get(1).getInt("rating")).isEqualTo(1);
        assertThat(all.get(1).getString("model")).isEqualTo(Installation.HOUSE_MODEL);
        assertThat(all.get(1).containsKey("credits")).isFalse();
        assertThat(all.get(1).getString("createdAt")).isEqualTo(first.get(1).getString("createdAt"));
        assertThat(other.balance().balance()).isEqualByComparingTo(before);
        other.post(
                        "conversations/" + copy.getString("id") + "/messages",
                        "{\"message\": \"[[text Three.]] Go on\", \"stream\": false}")
                .mustBe(200);
    }

    @Test
    void markdown_has_the_branch_that_is_shown() throws Exception {
        String conversation = chat("[[text One.]] Hello").getString("conversationId");
        user.patch(
                        message(conversation, user.messages(conversation).get(0)),
                        Json.createObjectBuilder().add("content", "[[text Two.]] Good morning"))
                .mustBe(200);

        Answer exported =
                user.get("conversations/" + conversation + "/export?format=md").mustBe(200);

        assertThat(exported.header("Content-Type")).startsWith("text/markdown");
        assertThat(exported.body())
                .startsWith("# ")
                .contains("## You\n\n[[text Two.]] Good morning\n", "## " + Installation.HOUSE_MODEL + "\n\nTwo.\n")
                .doesNotContain("\nOne.");
        user.get("conversations/" + conversation + "/export?format=pdf").mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void what_is_wrong_with_a_file_is_told_place_by_place_and_nothing_is_imported() throws Exception {
        Client importer = atrium.newUser();
        JsonObject problem = importer.post("conversations/import", """
                        {"format": "other", "version": 1, "title": "T", "headId": "9", "messages": [
                         {"id": "1", "role": "system", "content": "x"},
                         {"id": "1", "role": "user", "content": "x", "parentId": "2"},
                         {"id": "2", "role": "assistant", "rating": 5, "createdAt": "yesterday"}]}""").mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly(
                        "format",
                        "messages[0].role",
                        "messages[1].parentId",
                        "messages[1].id",
                        "messages[2].content",
                        "messages[2].rating",
                        "messages[2].createdAt",
                        "headId");
        importer.post("conversations/import", "{\"format\": \"atrium-conversation\", \"version\": 1, \"messages\": 5}")
                .mustBeProblem(400, "INVALID_REQUEST");
        importer.post("conversations/import", "nonsense").mustBeProblem(400, "INVALID_REQUEST");
        importer.post("conversations/import", " ".repeat(17_000_000)).mustBeProblem(413, "PAYLOAD_TOO_LARGE");
        assertThat(importer.conversationCount()).isZero();
    }

    @Test
    void a_file_may_be_larger_than_other_requests() throws Exception {
        Client importer = atrium.newUser();
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (int i = 0; i < 300; i++) {
            JsonObjectBuilder message = Json.createObjectBuilder()
                    .add("id", Integer.toString(i))
                    .add("role", i % 2 == 0 ? "user" : "assistant")
                    .add("content", "word ".repeat(1_000));
            messages.add(i == 0 ? message : message.add("parentId", Integer.toString(i - 1)));
        }

        JsonObject imported = importer.post(
                        "conversations/import",
                        Json.createObjectBuilder()
                                .add("format", "atrium-conversation")
                                .add("version", 1)
                                .add("title", "Long")
                                .add("messages", messages))
                .mustBe(201)
                .json();

        assertThat(imported.getInt("messageCount")).isEqualTo(300);
        Answer exported = importer.get("conversations/" + imported.getString("id") + "/export");
        assertThat(exported.json().getJsonArray("messages")).hasSize(300);
    }

    @Test
    void with_a_conversation_go_its_messages_and_what_was_sent_in_it() throws Exception {
        JsonObject file = user.send(new Form()
                        .file("a.txt", "The word is herring.".getBytes(StandardCharsets.UTF_8))
                        .on(user.request("files")))
                .mustBe(201)
                .json();
        String conversation = user.chat(Installation.HOUSE_MODEL, "[[text One.]] Read it")
                .with(
                        "attachments",
                        Json.createArrayBuilder().add(file.getString("id")).build())
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");
        user.patch(
                        message(conversation, user.messages(conversation).get(0)),
                        Json.createObjectBuilder().add("content", "[[text Two.]] Read it again"))
                .mustBe(200);
        assertThat(lastRequest()).as("an edited question keeps its files").contains("The word is herring.");

        user.delete("conversations/" + conversation).mustBe(204);

        user.get("conversations/" + conversation).mustBeProblem(404, "NOT_FOUND");
        user.get("files/" + file.getString("id")).mustBeProblem(404, "NOT_FOUND");
    }

    private JsonObject chat(String message) throws Exception {
        return user.chat(Installation.HOUSE_MODEL, message).whole().mustBe(200).json();
    }

    private static String chat(Client client, String message) throws Exception {
        return client.chat(Installation.HOUSE_MODEL, message)
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");
    }

    private void say(String conversation, String message) throws Exception {
        user.post(
                        "conversations/" + conversation + "/messages",
                        Json.createObjectBuilder().add("message", message).add("stream", false))
                .mustBe(200);
    }

    private JsonObject get(String conversation) throws Exception {
        return user.get("conversations/" + conversation).mustBe(200).json();
    }

    private List<JsonObject> branch(String conversation) throws Exception {
        return messages(user.get("conversations/" + conversation + "?branch=true")
                .mustBe(200)
                .json());
    }

    private static List<JsonObject> messages(JsonObject conversation) {
        return conversation.getJsonArray("messages").getValuesAs(JsonObject.class);
    }

    private static List<String> contents(List<JsonObject> messages) {
        return messages.stream().map(message -> message.getString("content")).toList();
    }

    private static List<JsonObject> withoutAlternatives(List<JsonObject> messages) {
        return messages.stream()
                .map(message ->
                        Json.createObjectBuilder(message).remove("alternatives").build())
                .toList();
    }

    private static String id(JsonObject message) {
        return message.getString("id");
    }

    private static String message(String conversation, JsonObject message) {
        return "conversations/" + conversation + "/messages/" + id(message);
    }

    private static List<String> strings(JsonObject object, String name) {
        return object.getJsonArray(name).getValuesAs(JsonString::getString);
    }

    private static List<String> found(Client client, String query) throws Exception {
        return client.get("conversations?" + query).mustBe(200).json().getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("id"))
                .toList();
    }

    /** The body of the last request to a provider. */
    private String lastRequest() {
        List<RecordedRequest> requests = atrium.providers().requests();
        return requests.get(requests.size() - 1).body();
    }
}
