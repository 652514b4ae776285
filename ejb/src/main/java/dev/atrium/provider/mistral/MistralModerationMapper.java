package dev.atrium.provider.mistral;

import dev.atrium.provider.api.ModerationRequest;
import dev.atrium.provider.api.ModerationResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.Failure;
import java.util.Optional;

/** Translates between the port and Mistral's moderations, which leave the sum of the categories to the reader. */
final class MistralModerationMapper {

    MistralModerationRequest request(ModerationRequest request) {
        return new MistralModerationRequest(request.model(), request.inputs());
    }

    ModerationResult result(MistralModerations answer, ModerationRequest request, ProviderEndpoint endpoint) {
        if (answer.results() == null
                || answer.results().size() != request.inputs().size()) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("missing_verdict")
                    .exception();
        }
        return new ModerationResult(
                answer.results().stream()
                        .map(result -> new ModerationResult.Verdict(
                                result.categories().containsValue(true), result.categories(), result.scores()))
                        .toList(),
                Optional.ofNullable(answer.usage()).map(MistralMapper::usage));
    }
}
