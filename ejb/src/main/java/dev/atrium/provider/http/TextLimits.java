package dev.atrium.provider.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a text may take, and how much of it is held at once.
 *
 * @param connect until the connection stands
 * @param firstByte from the request to the first byte of a streamed answer
 * @param silence between two bytes of a streamed answer
 * @param answer from the request to the end of a streamed answer
 * @param wholeAnswer from the request to an answer that comes in one piece
 * @param eventBytes the size of one event of a streamed answer
 * @param answerBytes the size of an answer that comes in one piece
 * @param retryAfter the longest wait, asked for by a provider, that is still waited
 */
@Dependent
public record TextLimits(
        @ConfigProperty(name = "atrium.text.connect-timeout", defaultValue = "PT5S")
        Duration connect,

        @ConfigProperty(name = "atrium.text.first-byte-timeout", defaultValue = "PT60S")
        Duration firstByte,

        @ConfigProperty(name = "atrium.text.silence-timeout", defaultValue = "PT30S")
        Duration silence,

        @ConfigProperty(name = "atrium.text.answer-timeout", defaultValue = "PT10M")
        Duration answer,

        @ConfigProperty(name = "atrium.text.whole-answer-timeout", defaultValue = "PT2M")
        Duration wholeAnswer,

        @ConfigProperty(name = "atrium.text.event-bytes", defaultValue = "1048576")
        int eventBytes,

        @ConfigProperty(name = "atrium.text.answer-bytes", defaultValue = "16777216")
        int answerBytes,

        @ConfigProperty(name = "atrium.text.longest-retry-wait", defaultValue = "PT10S")
        Duration retryAfter) {

    @Inject
    public TextLimits {}
}
