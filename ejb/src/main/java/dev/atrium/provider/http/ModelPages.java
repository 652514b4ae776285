package dev.atrium.provider.http;

import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Follows a list of models from page to page. */
public final class ModelPages {

    /** More than any provider has; a list that never ends is none. */
    private static final int MAX_PAGES = 50;

    private ModelPages() {}

    /**
     * A page.
     *
     * @param next what to ask for to get the next one; empty for the last
     */
    public record Page(List<ModelListing.Model> models, Optional<String> next) {}

    /** Asks for all pages, the first one by an empty token. */
    public static CompletionStage<ModelListing> all(
            ProviderEndpoint endpoint, Function<Optional<String>, CompletionStage<Page>> ask) {
        return follow(endpoint, ask, Optional.empty(), new ArrayList<>(), 1);
    }

    private static CompletionStage<ModelListing> follow(
            ProviderEndpoint endpoint,
            Function<Optional<String>, CompletionStage<Page>> ask,
            Optional<String> token,
            List<ModelListing.Model> before,
            int number) {
        return ask.apply(token).thenCompose(page -> {
            before.addAll(page.models());
            if (page.next().isEmpty()) {
                return CompletableFuture.completedFuture(new ModelListing(before));
            }
            if (number == MAX_PAGES || page.next().equals(token)) {
                throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                        .code("endless_list")
                        .exception();
            }
            return follow(endpoint, ask, page.next(), before, number + 1);
        });
    }
}
