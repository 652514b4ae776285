package dev.atrium.persistence.conversation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a user or a model said in a conversation. */
@Entity
@Table(name = "message")
public class Message extends StoredEntity {

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** Whether the text is all there is. */
    public enum Status {
        COMPLETE,
        /** An answer that is arriving. */
        STREAMING,
        /** The user stopped it: the text is what had arrived. */
        CANCELLED,
        /** It failed: the text is what had arrived. */
        FAILED
    }

    @Column(name = "conversation_id", updatable = false)
    private UUID conversationId;

    @Column(updatable = false)
    private int number;

    @Column(name = "parent_id", updatable = false)
    private UUID parentId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Role role;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String content;

    private String reasoning;

    @Column(name = "generation_id", updatable = false)
    private UUID generationId;

    private String model;

    private String provider;

    @Column(name = "input_tokens")
    private Long inputTokens;

    @Column(name = "output_tokens")
    private Long outputTokens;

    private Credits credits;

    @Column(name = "finish_reason")
    private String finishReason;

    private Integer rating;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected Message() {}

    private Message(UUID id, UUID conversationId, int number, UUID parentId, Role role, Instant now) {
        super(id);
        this.conversationId = conversationId;
        this.number = number;
        this.parentId = parentId;
        this.role = role;
        this.content = "";
        this.reasoning = "";
        this.createdAt = now;
    }

    /**
     * What the user said.
     *
     * @param parentId the message that it follows, or null for the first
     */
    public static Message fromUser(UUID conversationId, int number, UUID parentId, String content, Instant now) {
        Message message = new Message(UuidV7.next(), conversationId, number, parentId, Role.USER, now);
        message.status = Status.COMPLETE;
        message.content = content;
        return message;
    }

    /**
     * The place of an answer that is about to arrive.
     *
     * @param followed the question, or a cut answer that this one goes on with
     */
    public static Message answerTo(
            Message followed, UUID id, int number, UUID generationId, String model, String provider, Instant now) {
        Message message = new Message(id, followed.conversationId, number, followed.id(), Role.ASSISTANT, now);
        message.status = Status.STREAMING;
        message.generationId = generationId;
        message.model = model;
        message.provider = provider;
        return message;
    }

    /**
     * What a model said elsewhere.
     *
     * @param parentId the message that it follows, or null for the first
     */
    public static Message broughtIn(
            UUID conversationId, int number, UUID parentId, String content, String reasoning, Instant now) {
        Message message = new Message(UuidV7.next(), conversationId, number, parentId, Role.ASSISTANT, now);
        message.status = Status.COMPLETE;
        message.content = content;
        message.reasoning = reasoning;
        return message;
    }

    /** Names who did answer, which may be another than was asked. */
    public void answeredBy(String answeringModel, String answeringProvider) {
        this.model = answeringModel;
        this.provider = answeringProvider;
    }

    /** The answer is over, for better or worse; this is the text that arrived. */
    public void end(Status end, String content, String reasoning, String finishReason) {
        this.status = end;
        this.content = content;
        this.reasoning = reasoning;
        this.finishReason = finishReason;
    }

    /** What the answer took. */
    public void charge(long inputTokens, long outputTokens, Credits credits) {
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.credits = credits;
    }

    /** @param rating 1 for up, -1 for down, 0 for none */
    public void rate(int rating) {
        this.rating = rating == 0 ? null : rating;
    }

    public UUID conversationId() {
        return conversationId;
    }

    /** The place in the conversation's order, from 1. */
    public int number() {
        return number;
    }

    public Optional<UUID> parentId() {
        return Optional.ofNullable(parentId);
    }

    public Role role() {
        return role;
    }

    public Status status() {
        return status;
    }

    public String content() {
        return content;
    }

    public String reasoning() {
        return reasoning;
    }

    public Optional<UUID> generationId() {
        return Optional.ofNullable(generationId);
    }

    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    public Optional<Long> inputTokens() {
        return Optional.ofNullable(inputTokens);
    }

    public Optional<Long> outputTokens() {
        return Optional.ofNullable(outputTokens);
    }

    public Optional<Credits> credits() {
        return Optional.ofNullable(credits);
    }

    public Optional<String> finishReason() {
        return Optional.ofNullable(finishReason);
    }

    /** 1 for up, -1 for down. */
    public Optional<Integer> rating() {
        return Optional.ofNullable(rating);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
