package dev.atrium.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The status and the headers of a provider's HTTP answer.
 *
 * @param provider the provider's name in Atrium
 * @param headers the first value of the header of a name, in any case
 */
public record AnswerHead(String provider, int status, Function<String, Optional<String>> headers) {

    public AnswerHead {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(headers, "headers");
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * How long the provider asks to wait: {@code retry-after-ms}, which OpenAI sends, or {@code Retry-After} as seconds
     * or date (RFC 9110, 10.2.3). A value that is none of these says nothing.
     */
    public Optional<Duration> retryAfter() {
        Optional<Duration> exact =
                header("retry-after-ms").flatMap(AnswerHead::number).map(Duration::ofMillis);
        return exact.or(() -> header("retry-after").flatMap(AnswerHead::secondsOrDate));
    }

    private static Optional<Duration> secondsOrDate(String value) {
        return number(value).map(Duration::ofSeconds).or(() -> untilDate(value));
    }

    private static Optional<Duration> untilDate(String value) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(ZonedDateTime.now(date.getZone()), date);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String value) {
        String digits = value.strip();
        // Nine digits are 30 years of seconds; more would only overflow.
        return digits.matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
