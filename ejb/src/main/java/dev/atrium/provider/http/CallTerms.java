package dev.atrium.provider.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What a REST client is to put up with.
 *
 * @param answerTime the longest silence of the provider, which in an answer without a stream is the time that it thinks
 * @param answerBytes the largest answer
 * @param base64Members the members of a JSON answer that hold a file; see {@link MediaDocument}
 * @param streamedRequest whether the body of the request is sent as it is written, for it may not fit into the memory
 */
public record CallTerms(Duration answerTime, long answerBytes, Set<String> base64Members, boolean streamedRequest) {

    public CallTerms {
        Objects.requireNonNull(answerTime, "answerTime");
        base64Members = Set.copyOf(base64Members);
    }

    /** For answers that are all data. */
    public static CallTerms data(Duration answerTime, long answerBytes) {
        return new CallTerms(answerTime, answerBytes, Set.of(), false);
    }

    /** For answers that are or hold files. */
    public static CallTerms media(Duration answerTime, long answerBytes, String... base64Members) {
        return new CallTerms(answerTime, answerBytes, Set.of(base64Members), false);
    }

    /** For requests that hold a file. */
    public static CallTerms upload(Duration answerTime, long answerBytes) {
        return new CallTerms(answerTime, answerBytes, Set.of(), true);
    }
}
