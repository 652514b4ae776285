package dev.atrium.persistence.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One call of a provider: who asked for what, what came of it, what it cost. */
@Entity
@Table(name = "generation")
public class Generation extends StoredEntity {

    /** The services that Atrium offers. */
    public enum Service {
        TEXT,
        IMAGE,
        SPEECH,
        TRANSCRIPTION,
        EMBEDDING,
        MODERATION
    }

    /** How far it is. All but the first are ends. */
    public enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "token_id", updatable = false)
    private UUID tokenId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Service service;

    @Column(name = "model_id")
    private UUID modelId;

    private String model;

    private String provider;

    @Column(name = "price_id")
    private UUID priceId;

    @Column(name = "reservation_id", updatable = false)
    private UUID reservationId;

    @Column(name = "conversation_id", updatable = false)
    private UUID conversationId;

    @Column(name = "message_id", updatable = false)
    private UUID messageId;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(updatable = false)
    private boolean streamed;

    private String prompt;

    private String answer;

    private String reasoning;

    @Column(name = "tool_calls")
    private String toolCalls;

    private String parameters;

    @Enumerated(EnumType.STRING)
    @Column(name = "usage_unit")
    private Unit usageUnit;

    @Column(name = "usage_amount")
    private Long usageAmount;

    @Column(name = "input_tokens")
    private Long inputTokens;

    @Column(name = "output_tokens")
    private Long outputTokens;

    @Column(name = "cached_input_tokens")
    private Long cachedInputTokens;

    @Column(name = "cache_write_tokens")
    private Long cacheWriteTokens;

    @Column(name = "reasoning_tokens")
    private Long reasoningTokens;

    @Column(name = "usage_estimated")
    private boolean usageEstimated;

    private Credits credits;

    @Column(name = "finish_reason")
    private String finishReason;

    @Column(name = "error_code")
    private String errorCode;

    @Column(name = "error_detail")
    private String errorDetail;

    private int retries;

    private boolean fallback;

    @Column(name = "provider_request_id")
    private String providerRequestId;

    @Column(name = "first_token_ms")
    private Long firstTokenMillis;

    @Column(name = "latency_ms")
    private Long latencyMillis;

    @Column(updatable = false)
    private String node;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "completed_at")
    private Instant completedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected Generation() {}

    public Generation(UUID id, Origin origin, Offer offer, UUID reservationId, Instant now) {
        super(id);
        this.workspaceId = origin.workspaceId();
        this.userId = origin.userId();
        this.tokenId = origin.tokenId().orElse(null);
        this.service = origin.service();
        this.streamed = origin.streamed();
        this.prompt = origin.prompt().orElse(null);
        this.parameters = origin.parameters().orElse(null);
        this.conversationId = origin.conversationId().orElse(null);
        this.messageId = origin.messageId().orElse(null);
        this.node = origin.node();
        this.modelId = offer.modelId();
        this.model = offer.model();
        this.provider = offer.provider();
        this.priceId = offer.priceId();
        this.reservationId = reservationId;
        this.status = Status.RUNNING;
        this.credits = Credits.ZERO;
        this.createdAt = now;
    }

    /**
     * Who asked, and for what.
     *
     * @param prompt what is kept of the prompt; empty where it is in a conversation's message, or is not to be kept
     * @param parameters what is kept of the other parameters, as a JSON object
     * @param node the node of the cluster that runs it
     */
    public record Origin(
            Service service,
            UUID workspaceId,
            UUID userId,
            Optional<UUID> tokenId,
            Optional<UUID> conversationId,
            Optional<UUID> messageId,
            Optional<String> prompt,
            Optional<String> parameters,
            boolean streamed,
            String node) {}

    /** The model that is asked, and the version of its price that will be charged. */
    public record Offer(UUID modelId, String model, String provider, UUID priceId) {}

    /** What is counted, and paid. */
    public enum Unit {
        TOKEN,
        IMAGE,
        CHARACTER,
        MILLISECOND
    }

    /** How much of it was used. */
    public record Quantity(Unit unit, long amount) {}

    /**
     * Tokens as in the provider's report.
     *
     * @param estimated whether they were counted here since the provider reported none
     */
    public record Usage(
            long input, long output, long cachedInput, long cacheWrite, long reasoning, boolean estimated) {}

    /** How long it took; the first token is absent where none came. */
    public record Timing(Optional<Duration> firstToken, Duration total) {}

    /**
     * Names who did answer.
     *
     * @param another whether it is another model, or at another provider, than was asked for
     * @param retries how often somebody was asked anew
     * @param requestId the provider's id of the latest try, under which its support finds it
     */
    public void answerBy(Offer offer, boolean another, int retries, Optional<String> requestId) {
        this.modelId = offer.modelId();
        this.model = offer.model();
        this.provider = offer.provider();
        this.priceId = offer.priceId();
        this.fallback = another;
        this.retries = retries;
        this.providerRequestId = requestId.orElse(null);
    }

    /**
     * Ends it as completed or cancelled, with what was used and charged.
     *
     * @param tokens the tokens in detail, where it is they that are paid
     */
    public void settle(
            Status end,
            Quantity quantity,
            Optional<Usage> tokens,
            Credits charged,
            String reason,
            Timing timing,
            Instant now) {
        end(end, timing, now);
        this.usageUnit = quantity.unit();
        this.usageAmount = quantity.amount();
        tokens.ifPresent(usage -> {
            this.inputTokens = usage.input();
            this.outputTokens = usage.output();
            this.cachedInputTokens = usage.cachedInput();
            this.cacheWriteTokens = usage.cacheWrite();
            this.reasoningTokens = usage.reasoning();
            this.usageEstimated = usage.estimated();
        });
        this.credits = charged;
        this.finishReason = reason;
    }

    /** Ends it as failed; nothing is charged. */
    public void fail(String code, String detail, Timing timing, Instant now) {
        end(Status.FAILED, timing, now);
        this.finishReason = "error";
        this.errorCode = code;
        this.errorDetail = detail;
    }

    /**
     * Keeps the answer where no conversation does.
     *
     * @param calls the tools that it asks for, as a JSON array; empty for none
     */
    public void keepAnswer(String text, String thinking, Optional<String> calls) {
        this.answer = text;
        this.reasoning = thinking;
        this.toolCalls = calls.orElse(null);
    }

    /** Takes its content away; what it used and cost stays. From now on nobody sees it any more. */
    public void delete(Instant now) {
        if (status == Status.RUNNING) {
            throw new IllegalStateException("Generation " + id() + " is running");
        }
        this.prompt = null;
        this.answer = null;
        this.reasoning = null;
        this.toolCalls = null;
        this.parameters = null;
        this.deletedAt = now;
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    private void end(Status end, Timing timing, Instant now) {
        if (status != Status.RUNNING) {
            throw new IllegalStateException("Generation " + id() + " has ended already: " + status);
        }
        this.status = end;
        this.firstTokenMillis = timing.firstToken().map(Duration::toMillis).orElse(null);
        this.latencyMillis = timing.total().toMillis();
        this.completedAt = now;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public UUID userId() {
        return userId;
    }

    public Service service() {
        return service;
    }

    public String model() {
        return model;
    }

    public String provider() {
        return provider;
    }

    public UUID reservationId() {
        return reservationId;
    }

    public Optional<UUID> conversationId() {
        return Optional.ofNullable(conversationId);
    }

    public Optional<UUID> messageId() {
        return Optional.ofNullable(messageId);
    }

    public Status status() {
        return status;
    }

    public Optional<String> prompt() {
        return Optional.ofNullable(prompt);
    }

    public Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    /** The visible thinking that came before the answer; kept where the answer is. */
    public Optional<String> reasoning() {
        return Optional.ofNullable(reasoning);
    }

    /** The tools that the answer asks for, as a JSON array; kept where the answer is. */
    public Optional<String> toolCalls() {
        return Optional.ofNullable(toolCalls);
    }

    public Optional<String> parameters() {
        return Optional.ofNullable(parameters);
    }

    /** What was used; empty while it runs and when it failed. */
    public Optional<Quantity> quantity() {
        return Optional.ofNullable(usageUnit).map(unit -> new Quantity(unit, usageAmount));
    }

    /** The tokens; empty while it runs, when it failed, and where other units are paid. */
    public Optional<Usage> usage() {
        return inputTokens == null
                ? Optional.empty()
                : Optional.of(new Usage(
                        inputTokens,
                        outputTokens,
                        cachedInputTokens,
                        cacheWriteTokens,
                        reasoningTokens,
                        usageEstimated));
    }

    public Credits credits() {
        return credits;
    }

    public Optional<String> finishReason() {
        return Optional.ofNullable(finishReason);
    }

    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    public Optional<String> errorDetail() {
        return Optional.ofNullable(errorDetail);
    }

    public int retries() {
        return retries;
    }

    /** The provider's id of the latest try; empty where it gave none. */
    public Optional<String> providerRequestId() {
        return Optional.ofNullable(providerRequestId);
    }

    public boolean fallback() {
        return fallback;
    }

    public Optional<Duration> latency() {
        return Optional.ofNullable(latencyMillis).map(Duration::ofMillis);
    }

    public Optional<Duration> firstToken() {
        return Optional.ofNullable(firstTokenMillis).map(Duration::ofMillis);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }
}
