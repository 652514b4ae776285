package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import dev.langchain4j.model.openai.OpenAiModerationModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's client for OpenAI, which knows nothing of Atrium but an address and a token. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class LangChainIT {

    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .description("The weather of a city")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Installation atrium;
    private Client user;

    LangChainIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_conversation(String model) {
        ChatResponse answer = chat(model)
                .chat(SystemMessage.from("Be brief."), UserMessage.from("[[text It is four.]] [[usage in 30 out 8]]"));

        assertThat(answer.aiMessage().text()).isEqualTo("It is four.");
        assertThat(answer.tokenUsage().totalTokenCount()).isEqualTo(38);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_stream(String model) throws Exception {
        Pieces pieces = new Pieces();

        streaming(model).chat("[[text one two three]]", pieces);

        ChatResponse answer = pieces.whole.get(60, TimeUnit.SECONDS);
        assertThat(answer.aiMessage().text()).isEqualTo("one two three");
        assertThat(String.join("", pieces.pieces)).isEqualTo("one two three");
        assertThat(pieces.pieces).hasSizeGreaterThan(1);
        assertThat(answer.tokenUsage().totalTokenCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void tools(String model) throws Exception {
        List<ChatMessage> conversation =
                new ArrayList<>(List.of(UserMessage.from("[[tool weather {\"city\": \"Ulm\"}]]")));

        AiMessage asking = chat(model).chat(withTools(conversation)).aiMessage();
        Pieces pieces = new Pieces();
        streaming(model).chat(withTools(conversation), pieces);

        ToolExecutionRequest call = asking.toolExecutionRequests().get(0);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).contains("Ulm");
        assertThat(pieces.whole.get(60, TimeUnit.SECONDS).aiMessage().toolExecutionRequests())
                .singleElement()
                .satisfies(streamed -> assertThat(streamed.arguments()).contains("Ulm"));
        conversation.add(asking);
        conversation.add(ToolExecutionResultMessage.from(call, "rain"));
        assertThat(chat(model).chat(withTools(conversation)).aiMessage().text()).contains("rain");
    }

    private static ChatRequest withTools(List<ChatMessage> conversation) {
        return ChatRequest.builder()
                .messages(conversation)
                .toolSpecifications(WEATHER)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512"})
    void an_answer_in_a_form(String model) {
        ChatResponse answer = chat(model)
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("Somebody, as JSON"))
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(JsonSchema.builder()
                                        .name("Person")
                                        .rootElement(JsonObjectSchema.builder()
                                                .addStringProperty("name")
                                                .required("name")
                                                .build())
                                        .build())
                                .build())
                        .build());

        assertThat(Answer.json(answer.aiMessage().text()).getString("name")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"})
    void a_picture(String model) {
        ChatResponse answer = chat(model)
                .chat(UserMessage.from(
                        TextContent.from("What is it? [[text A dot.]]"), ImageContent.from(PNG, "image/png")));

        assertThat(answer.aiMessage().text()).isEqualTo("A dot.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-embedding-3-small", "gemini-embedding-001", "mistral-embed"})
    void vectors(String model) {
        List<Embedding> vectors = OpenAiEmbeddingModel.builder()
                .baseUrl(user.openAiBase())
                .apiKey(user.token())
                .modelName(model)
                .build()
                .embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")))
                .content();

        assertThat(vectors).hasSize(2);
        assertThat(vectors.get(1).vector()).hasSizeGreaterThan(100);
    }

    @Test
    void an_image() {
        Image image = OpenAiImageModel.builder()
                .baseUrl(user.openAiBase())
                .apiKey(user.token())
                .modelName("gpt-image-1-mini")
                .build()
                .generate("A fox")
                .content();

        assertThat(image.base64Data()).startsWith("iVBORw0KGgo");
    }

    @Test
    void judgement() {
        OpenAiModerationModel model = OpenAiModerationModel.builder()
                .baseUrl(user.openAiBase())
                .apiKey(user.token())
                .modelName("omni-moderation-latest")
                .build();

        assertThat(model.moderate("I will kill you").content().flagged()).isTrue();
        assertThat(model.moderate("How do I bake bread?").content().flagged()).isFalse();
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> chat("gpt-0").chat("x")).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> chat("claude-sonnet-4-5").chat("[[fail 400 context]] " + UUID.randomUUID()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> OpenAiChatModel.builder()
                        .baseUrl(user.openAiBase())
                        .apiKey("nonsense")
                        .modelName("gpt-4-turbo")
                        .maxRetries(0)
                        .build()
                        .chat("x"))
                .isInstanceOf(AuthenticationException.class);
        Pieces pieces = new Pieces();
        streaming("claude-sonnet-4-5").chat("[[fail 400 context]] " + UUID.randomUUID(), pieces);
        assertThat(pieces.whole).failsWithin(Duration.ofSeconds(60));
    }

    private OpenAiChatModel chat(String model) {
        return OpenAiChatModel.builder()
                .baseUrl(user.openAiBase())
                .apiKey(user.token())
                .modelName(model)
                .maxRetries(0)
                .build();
    }

    private OpenAiStreamingChatModel streaming(String model) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(user.openAiBase())
                .apiKey(user.token())
                .modelName(model)
                .build();
    }

    /** What a stream says. */
    private static final class Pieces implements StreamingChatResponseHandler {

        private final List<String> pieces = new ArrayList<>();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }
    }
}
