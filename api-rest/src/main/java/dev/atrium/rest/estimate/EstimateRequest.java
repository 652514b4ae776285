package dev.atrium.rest.estimate;

import dev.atrium.rest.chat.ChatRequest;
import dev.atrium.rest.image.ImageRequest;
import dev.atrium.rest.speech.SpeechRequest;
import dev.atrium.rest.text.CompletionRequest;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a call that would cost credits, and the service that it is for.
 *
 * @param service {@code text}, {@code image}, {@code speech} or {@code transcription}
 * @param message for text, a message of a chat; else there is a prompt
 * @param attachments for text, the files to send with the message
 * @param count for images, 1 where absent
 * @param text for speech, what is spoken
 * @param duration for a transcription, the length of the recording in seconds
 */
@Schema(example = """
    {"service": "text", "model": "gpt-4o", "prompt": "Write a haiku", "maxTokens": 500}\
    """)
public record EstimateRequest(
        @NotBlank(message = "must be given") String service,
        String model,
        String provider,
        UUID conversationId,
        UUID parentMessageId,
        String message,
        List<UUID> attachments,
        String prompt,
        String system,
        Double temperature,
        Double topP,
        Integer maxTokens,
        List<String> stop,
        String size,
        String quality,
        String style,
        Integer count,
        String text,
        String voice,
        Double speed,
        String format,
        String instructions,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "1000000", message = "must be at most {value}")
        BigDecimal duration,

        UUID presetId,
        Map<String, Object> variables) {

    /** Whether the body is one of a chat, and not of a completion; a preset alone is either. */
    boolean isChat() {
        return message != null || conversationId != null;
    }

    ChatRequest chat() {
        return new ChatRequest(
                conversationId,
                parentMessageId,
                message,
                attachments,
                model,
                provider,
                system,
                false,
                temperature,
                topP,
                maxTokens,
                stop,
                presetId,
                variables);
    }

    CompletionRequest completion() {
        return new CompletionRequest(
                model, provider, prompt, system, false, temperature, topP, maxTokens, stop, presetId, variables);
    }

    ImageRequest image() {
        return new ImageRequest(model, provider, prompt, size, quality, style, count);
    }

    SpeechRequest speech() {
        return new SpeechRequest(model, provider, text, voice, speed, format, instructions);
    }

    Duration length() {
        return Duration.ofNanos(
                duration.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
