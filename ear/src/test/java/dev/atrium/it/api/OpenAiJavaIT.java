package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.models.Model;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import dev.atrium.demo.Stats;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own client for Java, which knows nothing of Atrium but an address and a token. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class OpenAiJavaIT {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Installation atrium;
    private Client user;
    private OpenAIClient client;

    OpenAiJavaIT(Installation atrium) {
        this.atrium = atrium;
    }

    /** A tool of the client. */
    public static class Weather {
        public String city;
    }

    /** A form for answers. */
    public static class Person {
        public String name;
        public int age;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
        client = client(user.token());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private OpenAIClient client(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(user.openAiBase())
                .apiKey(token)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_conversation(String model) {
        ChatCompletion completion = client.chat()
                .completions()
                .create(ask(model, "[[text It is four.]] [[usage in 30 out 8]]")
                        .addDeveloperMessage("Be brief.")
                        .temperature(0.5)
                        .maxCompletionTokens(50)
                        .build());

        completion.validate();
        assertThat(completion.choices().get(0).message().content()).hasValue("It is four.");
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(38);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_stream(String model) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask(model, "[[text one two three]]")
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            stream.stream().peek(ChatCompletionChunk::validate).forEach(whole::accumulate);
        }

        ChatCompletion completion = whole.chatCompletion();
        assertThat(completion.choices().get(0).message().content()).hasValue("one two three");
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void tools(String model) {
        ChatCompletionCreateParams.Builder conversation =
                ask(model, "[[tool Weather {\"city\": \"Ulm\"}]]").addTool(Weather.class);

        ChatCompletionMessage asking = client.chat()
                .completions()
                .create(conversation.build())
                .choices()
                .get(0)
                .message();
        conversation.addMessage(asking);
        for (ChatCompletionMessageToolCall call : asking.toolCalls().orElseThrow()) {
            ChatCompletionMessageFunctionToolCall function = call.asFunction();
            assertThat(function.function().arguments(Weather.class).city).isEqualTo("Ulm");
            conversation.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(function.id())
                    .content("rain")
                    .build());
        }

        assertThat(client.chat()
                        .completions()
                        .create(conversation.build())
                        .choices()
                        .get(0)
                        .message()
                        .content()
                        .orElseThrow())
                .contains("rain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512"})
    void an_answer_in_a_form(String model) {
        Person person = client.chat()
                .completions()
                .create(ask(model, "Somebody, as JSON")
                        .responseFormat(Person.class)
                        .build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();

        assertThat(person.name).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"})
    void a_picture(String model) {
        ChatCompletion completion = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("What is it? [[text A dot.]]")
                                        .build()),
                                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url("data:image/png;base64," + PNG)
                                                .build())
                                        .build())))
                        .build());

        assertThat(completion.choices().get(0).message().content()).hasValue("A dot.");
    }

    @Test
    void prompts() {
        assertThat(client.completions()
                        .create(CompletionCreateParams.builder()
                                .model("claude-sonnet-4-5")
                                .prompt("[[text Oak.]]")
                                .build())
                        .choices()
                        .get(0)
                        .text())
                .isEqualTo("Oak.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-embedding-3-small", "gemini-embedding-001", "mistral-embed"})
    void vectors(String model) {
        CreateEmbeddingResponse vectors = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .build());

        assertThat(vectors.data()).hasSize(2);
        assertThat(vectors.data().get(1).embedding()).hasSizeGreaterThan(100);
        assertThat(vectors.usage().promptTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-image-1-mini", "gemini-2.5-flash-image"})
    void images(String model) {
        byte[] image = Base64.getDecoder()
                .decode(client.images()
                        .generate(ImageGenerateParams.builder()
                                .model(model)
                                .prompt("A fox")
                                .build())
                        .data()
                        .orElseThrow()
                        .get(0)
                        .b64Json()
                        .orElseThrow());

        assertThat(image).startsWith(0x89, 'P', 'N', 'G');
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper-1", "voxtral-mini-latest"})
    void speech_and_its_transcript(String model) throws Exception {
        byte[] sound;
        try (HttpResponse spoken = client.audio()
                        .speech()
                        .create(SpeechCreateParams.builder()
                                .model("gpt-4o-mini-tts")
                                .voice("alloy")
                                .input("Good morning, everyone.")
                                .build());
                InputStream body = spoken.body()) {
            assertThat(spoken.headers().values("Content-Type")).containsExactly("audio/mpeg");
            sound = body.readAllBytes();
        }

        TranscriptionVerbose transcript = client.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model(model)
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(sound))
                                .filename("speech.mp3")
                                .build())
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .addTimestampGranularity(TranscriptionCreateParams.TimestampGranularity.SEGMENT)
                        .build())
                .asVerbose();

        assertThat(transcript.text()).isNotBlank();
        assertThat(transcript.segments().orElseThrow().get(0).end()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"omni-moderation-latest", "mistral-moderation-latest"})
    void judgement(String model) {
        ModerationCreateResponse judged = client.moderations()
                .create(ModerationCreateParams.builder()
                        .model(model)
                        .inputOfStrings(List.of("How do I bake bread?", "I will kill you"))
                        .build());

        assertThat(judged.results()).extracting(result -> result.flagged()).containsExactly(false, true);
    }

    @Test
    void models() {
        assertThat(client.models().list().autoPager().stream().map(Model::id))
                .contains("gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", Installation.HOUSE_MODEL);
        assertThat(client.models().retrieve("claude-sonnet-4-5").ownedBy()).isEqualTo("anthropic");
    }

    @Test
    void errors() {
        assertThatThrownBy(() ->
                        client.chat().completions().create(ask("gpt-0", "x").build()))
                .isInstanceOfSatisfying(NotFoundException.class, refused -> assertThat(refused.code())
                        .hasValue("model_not_found"));
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ask("gpt-4-turbo", "x").temperature(3).build()))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> assertThat(refused.param())
                        .hasValue("temperature"));
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ask(Installation.DEAR_MODEL, "x")
                                .maxTokens(8000)
                                .build()))
                .isInstanceOfSatisfying(RateLimitException.class, refused -> assertThat(refused.type())
                        .hasValue("insufficient_quota"));
        assertThatThrownBy(() -> client("nonsense").models().list()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> read(ask("gemini-2.5-flash", "[[fail 400 context]] " + UUID.randomUUID())))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> read(ask("claude-sonnet-4-5", "[[fail midstream after 3]] [[length 20]]")))
                .isInstanceOf(SseException.class);
    }

    private void read(ChatCompletionCreateParams.Builder asked) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked.build())) {
            stream.stream().forEach(ChatCompletionChunk::id);
        }
    }

    @Test
    void closing_a_stream_stops_the_provider() throws Exception {
        long closedBefore = atrium.providers().stats().closedByClient();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask("mistral-large-2512", "[[delay 50ms]] [[length 1000]]")
                        .build())) {
            Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
            for (int i = 0; i < 5; i++) {
                chunks.next();
            }
        }

        Stats stats = atrium.providers().awaitStats(now -> now.closedByClient() > closedBefore, Duration.ofSeconds(5));
        assertThat(stats.closedByClient()).isEqualTo(closedBefore + 1);
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String message) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(message);
    }
}
