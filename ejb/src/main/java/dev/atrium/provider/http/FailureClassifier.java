package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;

/** Tells what a vendor's answer means that is no success. */
@FunctionalInterface
public interface FailureClassifier {

    /**
     * Gives the failure in the words of the port.
     *
     * @param head what may be any status; a success that does not hold what was asked for comes here too
     * @param body its beginning, at most {@value BoundedText#MAX_BYTES} bytes, in whatever format
     */
    ProviderException failure(AnswerHead head, String body);
}
