package dev.atrium.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The status and the headers of a provider's HTTP answer.
 *
 * @param provider the provider's name in Atrium
 * @param headers the first value of the header of a name, in any case
 */
public record AnswerHead(String provider, int status, Function<String, Optional<String>> headers) {

    /** The headers that are in use for it. */
    private static final List<String> REQUEST_IDS = List.of("x-request-id", "request-id", "mistral-correlation-id");

    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,200}");

    public AnswerHead {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(headers, "headers");
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** The provider's own id of the request, under which its support finds it; empty where it has none that can be kept. */
    public Optional<String> requestId() {
        return REQUEST_IDS.stream()
                .flatMap(name -> header(name).stream())
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .findFirst();
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
