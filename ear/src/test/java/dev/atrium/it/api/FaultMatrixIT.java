package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong at whichever provider, streamed or not: how often it is asked, what the user is told, what is kept, and that it costs
 * nothing. All rows run at once, a few at a time, before the first of them is looked at. Each names its provider, so that nobody is fallen
 * back to; and the shared installation opens no circuit, pauses between tries for an instant and waits for silent providers for seconds only.
 */
@ExtendWith(Installation.Shared.class)
@Timeout(90)
@TestInstance(Lifecycle.PER_CLASS)
class FaultMatrixIT {

    private static final int AT_ONCE = 10;
    private static final String SAID = "one two three";
    private static final int INPUT_TOKENS = 30;
    private static final int OUTPUT_TOKENS = 4;

    private static final Map<String, String> MODELS = Map.of(
            "openai", Installation.OPENAI_MODEL,
            "anthropic", Installation.ANTHROPIC_MODEL,
            "google", Installation.GOOGLE_MODEL,
            "mistral", Installation.MISTRAL_MODEL,
            "house", Installation.HOUSE_MODEL);

    private static final Map<String, Integer> STATUSES = Map.of(
            "INVALID_REQUEST", 400,
            "INVALID_MODEL", 400,
            "CONTENT_POLICY_VIOLATION", 400,
            "PROVIDER_ERROR", 502,
            "PROVIDER_UNAVAILABLE", 503,
            "GENERATION_TIMEOUT", 504);

    /** Those that name each request in a header. */
    private static final Set<String> NAMING = Set.of("openai", "anthropic", "mistral");

    /**
     * What happens, and to whom; then for a streamed answer and for one in a piece, how often the provider is asked and what the user is told.
     * What may pass is tried three times; a stream that does not begin is asked for once more, in a piece.
     */
    private static final String FAILURES = """
            fail 400                       | openai anthropic google house | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            fail 400                       | mistral                       | 1 INVALID_MODEL            | 1 INVALID_MODEL
            fail 401                       | all                           | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            fail 403                       | all                           | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            fail 404                       | all                           | 1 INVALID_MODEL            | 1 INVALID_MODEL
            fail 408                       | all                           | 4 GENERATION_TIMEOUT       | 3 GENERATION_TIMEOUT
            fail 409                       | all                           | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            fail 413                       | all                           | 1 INVALID_REQUEST          | 1 INVALID_REQUEST
            fail 422                       | all                           | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            fail 400 context               | all                           | 1 INVALID_REQUEST          | 1 INVALID_REQUEST
            fail policy                    | all                           | 1 CONTENT_POLICY_VIOLATION | 1 CONTENT_POLICY_VIOLATION
            fail 429 quota                 | all                           | 1 PROVIDER_UNAVAILABLE     | 1 PROVIDER_UNAVAILABLE
            fail 429 retry-after 2m        | all                           | 1 PROVIDER_UNAVAILABLE     | 1 PROVIDER_UNAVAILABLE
            fail 429                       | all                           | 3 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            fail 500                       | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            fail 502 html                  | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            fail 503                       | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            fail 504                       | all                           | 4 GENERATION_TIMEOUT       | 3 GENERATION_TIMEOUT
            fail 529                       | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            drop                           | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            reset                          | all                           | 4 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            truncate after 0               | all                           | 2 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            hang                           | all                           | 4 GENERATION_TIMEOUT       | 3 GENERATION_TIMEOUT
            """;

    /** The same for what happens after three words of a streamed answer, which then is not begun again; and meanwhile, for one in a piece. */
    private static final String BREAKS = """
            fail midstream after 3         | all                           | 1 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            drop after 3                   | all                           | 1 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            reset after 3                  | all                           | 1 PROVIDER_UNAVAILABLE     | 3 PROVIDER_UNAVAILABLE
            truncate after 3               | all                           | 1 PROVIDER_ERROR           | 1 PROVIDER_ERROR
            hang after 3                   | all                           | 1 GENERATION_TIMEOUT       | 3 GENERATION_TIMEOUT
            """;

    /** What passes before the tries are used up, so that nobody sees it; and what is none. */
    private static final String RECOVERIES = """
            times 1 fail 500               | all                           | 2 stop                     | 2 stop
            times 2 fail 529               | all                           | 3 stop                     | 3 stop
            times 2 drop                   | all                           | 3 stop                     | 3 stop
            times 1 fail 429 retry-after 1 | all                           | 2 stop                     | 2 stop
            refuse                         | openai anthropic google house | 1 content_filter           | 1 content_filter
            refuse                         | mistral                       | 1 stop                     | 1 stop
            cut 1                          | all                           | 1 stop                     | 1 stop
            """;

    /** Streams that do not begin, and then are had in a piece. */
    private static final String BY_THE_WHOLE = """
            times 3 drop                   | all                           | 4 stop
            times 3 fail 503               | all                           | 4 stop
            times 1 truncate after 0       | all                           | 2 stop
            """;

    private final Installation atrium;
    private final Client user;
    private final Balance before;
    private final Map<Row, Future<Told>> running = new HashMap<>();

    /** @param end the code of a failure, or why an answer ended */
    record Row(String marker, String provider, boolean streamed, int asked, String end, String kept) {

        String question() {
            return "[[" + marker + "]] [[usage in " + INPUT_TOKENS + " out " + OUTPUT_TOKENS
                    + "]] [[text one two three four]] " + id();
        }

        /** The same whenever it is asked for. */
        String id() {
            return UUID.nameUUIDFromBytes((marker + provider + streamed).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        @Override
        public String toString() {
            return provider + (streamed ? ", streamed: " : ", whole: ") + marker;
        }
    }

    /**
     * What the user was told.
     *
     * @param last the end of the stream, or the answer
     * @param events their names; empty for an answer in a piece
     * @param text the text of the events
     */
    private record Told(int status, JsonObject last, List<String> events, String text) {}

    FaultMatrixIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
        this.before = user.balance();
    }

    @BeforeAll
    void ask() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        // The slow ones first, so that the others run beside them.
        Stream.of(failures(), breaks(), recoveries())
                .flatMap(rows -> rows)
                .sorted((one, other) -> Boolean.compare(
                        other.marker().startsWith("hang"), one.marker().startsWith("hang")))
                .forEach(row -> running.put(row, threads.submit(() -> ask(row))));
        threads.shutdown();
    }

    private Told ask(Row row) throws Exception {
        Question question =
                user.chat(MODELS.get(row.provider()), row.question()).from(row.provider());
        if (!row.streamed()) {
            Answer answer = question.whole();
            return new Told(answer.status(), answer.json(), List.of(), "");
        }
        try (EventStream stream = question.stream()) {
            JsonObject last = stream.last().data();
            return new Told(
                    stream.status(),
                    last,
                    stream.seen().stream().map(Event::name).toList(),
                    stream.text());
        }
    }

    @ParameterizedTest
    @MethodSource
    void failures(Row row) throws Exception {
        Told told = running.get(row).get();

        StoredTurn stored = assertFailed(row, told);
        if (row.streamed()) {
            assertThat(told.events()).containsExactly("start", "error");
        }
        if (row.marker().matches("fail [0-9]+")) {
            assertNamed(row, stored);
        }
    }

    @ParameterizedTest
    @MethodSource
    void breaks(Row row) throws Exception {
        Told told = running.get(row).get();

        assertFailed(row, told);
        if (row.streamed()) {
            assertThat(told.text()).isEqualTo(SAID);
        }
    }

    @ParameterizedTest
    @MethodSource
    void recoveries(Row row) throws Exception {
        Told told = running.get(row).get();

        assertThat(told.status()).as("%s", told).isEqualTo(200);
        assertThat(told.last().getString("finishReason")).isEqualTo(row.end());
        assertThat(timesAsked(row)).isEqualTo(row.asked());
        BigDecimal cost = cost(row);
        assertThat(told.last().getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
        StoredTurn stored = atrium.storedTurn(row.question());
        assertThat(stored.generationStatus()).isEqualTo("COMPLETED");
        assertThat(stored.messageStatus()).isEqualTo("COMPLETE");
        assertThat(stored.retries()).isEqualTo(row.asked() - 1);
        assertThat(stored.reservation()).isEqualTo("CAPTURED");
        assertThat(List.of(stored.credits(), stored.captured(), stored.transferred()))
                .as("charged once")
                .allSatisfy(charged -> assertThat(charged).isEqualByComparingTo(cost));
        if (row.streamed()) {
            assertThat(stored.text()).isEqualTo(told.text());
        }
        if (!row.marker().equals("refuse")) {
            assertThat(stored.text()).isEqualTo(row.kept());
        }
        assertNamed(row, stored);
    }

    /** The provider's support can find the request. */
    private static void assertNamed(Row row, StoredTurn stored) {
        if (NAMING.contains(row.provider())) {
            assertThat(stored.providerRequestId()).isNotBlank();
        } else {
            assertThat(stored.providerRequestId()).isNull();
        }
    }

    private StoredTurn assertFailed(Row row, Told told) throws Exception {
        int status = STATUSES.get(row.end());
        assertThat(told.status()).as("%s", told).isEqualTo(row.streamed() ? 200 : status);
        assertThat(told.last().getString("code")).as("%s", told).isEqualTo(row.end());
        assertThat(told.last().getInt("status")).isEqualTo(status);
        assertThat(told.last().getString("title")).isNotBlank();
        assertThat(told.last().getString("detail"))
                .isNotBlank()
                .doesNotContain("key-of-", "Exception", "null", row.id());
        assertThat(told.last().getString("instance")).isEqualTo("/api/ai/chat");
        assertThat(told.last().getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(timesAsked(row)).isEqualTo(row.asked());
        StoredTurn stored = atrium.storedTurn(row.question());
        assertThat(stored.messageStatus()).isEqualTo("FAILED");
        assertThat(stored.text()).isEqualTo(row.kept());
        assertThat(stored.generationStatus()).isEqualTo("FAILED");
        assertThat(stored.error()).isEqualTo(row.end());
        assertThat(stored.retries()).isEqualTo(row.asked() - 1);
        assertThat(stored.reservation()).isEqualTo("RELEASED");
        assertThat(List.of(stored.credits(), stored.captured(), stored.transferred()))
                .allSatisfy(charged -> assertThat(charged).isZero());
        return stored;
    }

    /** Nothing is held, and what the workspace has is what it had but for the answers that came. */
    @AfterAll
    void the_ledger_is_whole() throws Exception {
        BigDecimal spent = BigDecimal.ZERO;
        for (Row row : recoveries().toList()) {
            spent = spent.add(cost(row));
        }
        Balance after = user.balance();
        assertThat(after.reserved()).isZero();
        assertThat(before.balance().subtract(after.balance())).isEqualByComparingTo(spent);
        assertThat(atrium.ledger().differences()).isEmpty();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    private BigDecimal cost(Row row) throws Exception {
        return user.price(MODELS.get(row.provider())).of(INPUT_TOKENS, OUTPUT_TOKENS);
    }

    private long timesAsked(Row row) {
        return atrium.providers().requests().stream()
                .filter(request -> request.body().contains(row.id()))
                .count();
    }

    static Stream<Row> failures() {
        return rows(FAILURES, "", "");
    }

    static Stream<Row> breaks() {
        return rows(BREAKS, SAID, "");
    }

    static Stream<Row> recoveries() {
        return rows(RECOVERIES + BY_THE_WHOLE, SAID + " four", SAID + " four");
    }

    private static Stream<Row> rows(String table, String keptOfStream, String keptOfWhole) {
        return table.lines().flatMap(line -> {
            List<String> cells =
                    Arrays.stream(line.split("[|]")).map(String::strip).toList();
            Stream<String> providers = cells.get(1).equals("all")
                    ? MODELS.keySet().stream().sorted()
                    : Arrays.stream(cells.get(1).split(" "));
            return providers.flatMap(provider -> Stream.of(true, false)
                    .filter(streamed -> streamed || cells.size() == 4)
                    .map(streamed -> {
                        String[] outcome = cells.get(streamed ? 2 : 3).split(" ");
                        return new Row(
                                cells.get(0),
                                provider,
                                streamed,
                                Integer.parseInt(outcome[0]),
                                outcome[1],
                                streamed ? keptOfStream : keptOfWhole);
                    }));
        });
    }
}
