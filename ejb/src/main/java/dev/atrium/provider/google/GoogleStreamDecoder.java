package dev.atrium.provider.google;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.ServerSentEvent;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of one answer. Each reports the usage so far; a finish reason may stand on any of them, even on several,
 * so the answer is complete only when the stream ends. If it fails on the way, the plain JSON of the error follows the
 * events, as lines that are no event at all.
 */
final class GoogleStreamDecoder implements StreamDecoder {

    private static final int MAX_ERROR_LENGTH = 64 * 1024;

    private final GoogleMapper mapper;
    private final AnswerHead head;
    private final StringBuilder plainError = new StringBuilder();
    private GoogleResponse feedback;
    private boolean answered;
    private boolean callsTools;
    private String finishReason;
    private Optional<TokenUsage> usage = Optional.empty();

    GoogleStreamDecoder(GoogleMapper mapper, AnswerHead head) {
        this.mapper = mapper;
        this.head = head;
    }

    @Override
    public void decode(ServerSentEvent event, Consumer<StreamEvent> sink) {
        GoogleResponse response = WireJson.read(event.data(), GoogleResponse.class);
        if (response.error() instanceof JsonObject error) {
            throw mapper.failure(head, error);
        }
        if (response.usageMetadata() != null) {
            usage = Optional.of(GoogleMapper.usage(response.usageMetadata()));
        }
        if (GoogleMapper.blockReason(response).isPresent()) {
            throw GoogleMapper.blocked(head, response);
        }
        if (response.promptFeedback() != null) {
            feedback = response;
        }
        GoogleMapper.candidate(response).ifPresent(candidate -> candidate(candidate, sink));
    }

    private void candidate(GoogleResponse.Candidate candidate, Consumer<StreamEvent> sink) {
        answered = true;
        GoogleMapper.parts(candidate).forEach(part -> part(part, sink));
        if (candidate.finishReason() != null) {
            finishReason = candidate.finishReason();
            GoogleMapper.broken(head, finishReason).ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private void part(GoogleContent.Part part, Consumer<StreamEvent> sink) {
        if (part.functionCall() != null) {
            callsTools = true;
            sink.accept(new StreamEvent.ToolCalled(GoogleMapper.call(part)));
        } else if (GoogleMapper.hasText(part)) {
            sink.accept(
                    part.isThought()
                            ? new StreamEvent.ReasoningDelta(part.text())
                            : new StreamEvent.TextDelta(part.text()));
        }
    }

    /** Google ends a stream without any sign of its own; whether its last event is whole, its JSON tells. */
    @Override
    public void unfinished(ServerSentEvent event, Consumer<StreamEvent> sink) {
        decode(event, sink);
    }

    @Override
    public void stray(String line) {
        if (plainError.length() + line.length() < MAX_ERROR_LENGTH) {
            plainError.append(line).append('\n');
        }
    }

    @Override
    public Optional<TokenUsage> usageSoFar() {
        return usage;
    }

    @Override
    public Optional<StreamEvent> end() {
        if (!plainError.isEmpty()) {
            return Optional.of(new StreamEvent.Failed(plainFailure()));
        }
        if (finishReason == null && feedback != null && !answered) {
            return Optional.of(new StreamEvent.Failed(GoogleMapper.blocked(head, feedback)));
        }
        return finishReason == null
                ? Optional.empty()
                : Optional.of(new StreamEvent.Completed(GoogleMapper.finishReason(finishReason, callsTools), usage));
    }

    private ProviderException plainFailure() {
        JsonObject error = WireJson.object(plainError.toString())
                .map(root -> WireJson.object(root, "error"))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return error.isEmpty() ? Failure.of(head, Kind.PROTOCOL).exception() : mapper.failure(head, error);
    }
}
