package dev.atrium.text;

import static dev.atrium.provider.api.ChatMessage.assistant;
import static dev.atrium.provider.api.ChatMessage.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.GivenConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TextRequestsTest {

    private static final int CONTEXT_WINDOW = 1_000;
    private static final int MAX_OUTPUT = 500;

    private final TextRequests requests = new TextRequests(GivenConfig.configuration(
            Map.of("atrium.text.max-tokens", "100", "atrium.text.max-tokens-reasoning", "400")));

    @Test
    void without_a_wish_the_answer_may_be_as_tooLongas_configured() {
        assertThat(fit(model(false), TextOptions.DEFAULT).maxTokens()).isEqualTo(100);
        assertThat(fit(model(true), TextOptions.DEFAULT).maxTokens()).isEqualTo(400);
    }

    @Test
    void an_answer_longer_than_the_model_can_give_is_refused_with_the_limit() {
        assertThatThrownBy(() -> fit(model(false), maxTokens(501)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("maxTokens must be at most 500");
    }

    @Test
    void an_option_that_the_model_refuses_is_left_out() {
        TextOptions options =
                new TextOptions(OptionalDouble.of(0.7), OptionalDouble.of(0.9), OptionalInt.empty(), List.of("END"));

        TextRequest willing = fit(model(false, "temperature", "topP", "stop"), options);
        TextRequest unwilling = fit(model(false), options);

        assertThat(willing.temperature()).hasValue(0.7);
        assertThat(willing.topP()).hasValue(0.9);
        assertThat(willing.stop()).containsExactly("END");
        assertThat(unwilling.temperature()).isEmpty();
        assertThat(unwilling.topP()).isEmpty();
        assertThat(unwilling.stop()).isEmpty();
    }

    @Test
    void the_oldest_messages_go_first_where_not_all_fit() {
        List<ChatMessage> messages =
                List.of(user(words(400)), assistant(words(400)), user(words(400)), assistant(words(40)), user("go on"));

        TextRequest request = requests.fit(model(false), Optional.empty(), messages, TextOptions.DEFAULT);

        assertThat(request.messages()).isEqualTo(messages.subList(2, 5));
    }

    @Test
    void what_is_kept_begins_with_the_user() {
        List<ChatMessage> messages = List.of(user(words(800)), assistant(words(100)), user("go on"));

        TextRequest request = requests.fit(model(false), Optional.empty(), messages, TextOptions.DEFAULT);

        assertThat(request.messages()).containsExactly(user("go on"));
    }

    @Test
    void the_system_prompt_is_kept_and_takes_its_room() {
        List<ChatMessage> messages = List.of(user(words(400)), assistant("yes"), user("go on"));

        TextRequest request = requests.fit(model(false), Optional.of(words(600)), messages, TextOptions.DEFAULT);

        assertThat(request.system()).hasValue(words(600));
        assertThat(request.messages()).containsExactly(user("go on"));
    }

    @Test
    void a_message_that_does_not_fit_alone_is_refused() {
        assertThatThrownBy(() ->
                        requests.fit(model(false), Optional.empty(), List.of(user(words(1_000))), TextOptions.DEFAULT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("message is longer than");
    }

    @Test
    void a_program_is_told_when_not_all_that_it_says_fits() {
        List<ChatMessage> fitting = List.of(assistant("Hello, I am"), user("go on"));
        List<ChatMessage> tooLong = List.of(user(words(800)), assistant(words(100)), user("go on"));

        assertThat(requests.fitWhole(model(false), Optional.empty(), fitting, TextOptions.DEFAULT)
                        .messages())
                .isEqualTo(fitting);
        assertThatThrownBy(() -> requests.fitWhole(model(false), Optional.empty(), tooLong, TextOptions.DEFAULT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("messages are longer than");
    }

    @Test
    void a_model_that_does_not_see_reads_the_words_of_earlier_messages_only() {
        List<ChatMessage> messages = List.of(withPicture("[Picture \"a.png\"] Look"), assistant("Nice"), user("Go on"));

        TextRequest blind = requests.fit(model(false), Optional.empty(), messages, TextOptions.DEFAULT);
        TextRequest seeing = requests.fit(seeing("a-model"), Optional.empty(), messages, TextOptions.DEFAULT);

        assertThat(blind.messages())
                .containsExactly(user("[Picture \"a.png\"] Look"), assistant("Nice"), user("Go on"));
        assertThat(seeing.messages()).isEqualTo(messages);
    }

    @Test
    void a_model_that_does_not_see_is_not_asked_about_a_picture() {
        assertThatThrownBy(() ->
                        requests.fit(model(false), Optional.empty(), List.of(withPicture("Look")), TextOptions.DEFAULT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("message has a picture, which model does not see");
    }

    @Test
    void a_picture_is_reserved_for_with_what_its_model_counts_at_most() {
        assertThat(bound("claude-opus-4-8", withPicture("Look")) - bound("claude-opus-4-8", user("Look")))
                .isBetween(4_784L, 6_000L);
        assertThat(bound("gpt-4o-mini", withPicture("Look")) - bound("gpt-4o-mini", user("Look")))
                .isGreaterThanOrEqualTo(48_169L);
    }

    private long bound(String model, ChatMessage message) {
        return TokenCounter.upperBound(
                requests.fit(seeing(model), Optional.empty(), List.of(message), TextOptions.DEFAULT));
    }

    private static ChatMessage withPicture(String text) {
        return new ChatMessage(
                ChatMessage.Role.USER,
                List.of(new ChatMessage.Text(text), new ChatMessage.Image(Media.stored("image/png", () ->
                        new byte[] {1, 2, 3}))));
    }

    private TextRequest fit(ModelOffer offer, TextOptions options) {
        return requests.fit(offer, Optional.empty(), List.of(user("Hello")), options);
    }

    private static TextOptions maxTokens(int tokens) {
        return new TextOptions(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(tokens), List.of());
    }

    /** Each of these is one token. */
    private static String words(int count) {
        return " word".repeat(count);
    }

    private static ModelOffer model(boolean reasoning, String... parameters) {
        return model("model", CONTEXT_WINDOW, Set.of("text"), reasoning, parameters);
    }

    private static ModelOffer seeing(String name) {
        return model(name, 100_000, Set.of("text", "image"), false);
    }

    private static ModelOffer model(
            String name, int contextWindow, Set<String> input, boolean reasoning, String... parameters) {
        ModelFacts facts = new ModelFacts(
                "Model",
                "",
                Set.of("text"),
                input,
                contextWindow,
                MAX_OUTPUT,
                Set.of(parameters),
                reasoning,
                AiModel.Status.AVAILABLE,
                Optional.empty(),
                Optional.empty());
        Credits price = Credits.ofMicro(1);
        return new ModelOffer(
                UUID.randomUUID(),
                UUID.randomUUID(),
                name,
                "openai",
                facts,
                new TokenPrices(price, price, price, price, price, Optional.empty()));
    }
}
