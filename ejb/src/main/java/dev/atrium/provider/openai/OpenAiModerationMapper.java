package dev.atrium.provider.openai;

import dev.atrium.provider.api.ModerationRequest;
import dev.atrium.provider.api.ModerationResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.Failure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Translates between the port and OpenAI's moderations. */
final class OpenAiModerationMapper {

    OpenAiModerationRequest request(ModerationRequest request) {
        return new OpenAiModerationRequest(request.model(), request.inputs());
    }

    ModerationResult result(OpenAiModerations answer, ModerationRequest request, ProviderEndpoint endpoint) {
        if (answer.results() == null
                || answer.results().size() != request.inputs().size()) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("missing_verdict")
                    .exception();
        }
        return new ModerationResult(
                answer.results().stream()
                        .map(result -> new ModerationResult.Verdict(
                                result.flagged(), present(result.categories()), present(result.scores())))
                        .toList(),
                Optional.empty());
    }

    private static <T> Map<String, T> present(Map<String, T> values) {
        return values == null
                ? Map.of()
                : values.entrySet().stream()
                        .filter(entry -> Objects.nonNull(entry.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
