package dev.atrium.rest.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to each operation the refusals that it can meet, so that resources name only what is special to them: whoever is signed in can be
 * unknown, whoever sends something can be wrong about it, and what generates can cost too much.
 */
public class ProblemResponses implements OASFilter {

    private static final String PROBLEM = "application/problem+json";
    private static final String GENERATES = "Generation";
    private static final String SURFACE_OF_OPENAI = "/openai/v1/";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "400", "The request is wrong: see `errors` for each field, and `code`.",
            "401", "There is no valid access token.",
            "402", "The workspace's credits, or a budget, do not cover this. Nothing was charged.",
            "403", "This is for administrators of the organisation only.",
            "404", "There is no such thing, or it belongs to somebody else.",
            "429", "A limit is used up for now: see `limit` and `retryAfter`.",
            "502", "The provider failed. Nothing was charged.",
            "503", "No provider can be reached. Nothing was charged.",
            "504", "The provider took too long. Nothing was charged.");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    refusals(path, operation).forEach(status -> add(operation, status));
                    if (path.contains("/admin/")) {
                        add(operation, "403");
                    }
                    String refusal = path.contains(SURFACE_OF_OPENAI) ? "OpenAiError" : "Problem";
                    String mediaType = path.contains(SURFACE_OF_OPENAI) ? "application/json" : PROBLEM;
                    operation
                            .getResponses()
                            .getAPIResponses()
                            .forEach((status, response) -> describe(status, response, mediaType, refusal));
                }));
    }

    private static List<String> refusals(String path, Operation operation) {
        if (path.contains("/auth/")) {
            return List.of("400", "429");
        }
        if (path.contains(SURFACE_OF_OPENAI) && operation.getRequestBody() != null) {
            return List.of("400", "401", "404", "429", "502", "503", "504");
        }
        if (operation.getTags() != null
                && operation.getTags().contains(GENERATES)
                && operation.getRequestBody() != null) {
            return List.of("400", "401", "402", "404", "429", "502", "503", "504");
        }
        boolean takesInput = operation.getRequestBody() != null || hasParameter(operation, Parameter.In.QUERY);
        if (path.contains("{")) {
            return takesInput ? List.of("400", "401", "404") : List.of("401", "404");
        }
        return takesInput ? List.of("400", "401") : List.of("401");
    }

    private static boolean hasParameter(Operation operation, Parameter.In place) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == place);
    }

    private static void add(Operation operation, String status) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(DESCRIPTIONS.get(status)));
        }
    }

    /** What is refused is refused by a problem document, or by an error as clients of OpenAI know it. */
    private static void describe(String status, APIResponse response, String mediaType, String refusal) {
        if (status.startsWith("4") || status.startsWith("5")) {
            Schema problem = OASFactory.createSchema().ref(refusal);
            response.content(OASFactory.createContent()
                    .addMediaType(mediaType, OASFactory.createMediaType().schema(problem)));
        }
    }
}
