package dev.atrium.provider;

import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Who else answers when the provider that was asked for fails: the same model at another provider, then those that the
 * administrators have named for it, then the models of its class, in the order in which {@code atrium.fallback.<class>} lists them. A model that is in no class has that of the model which replaces it.
 */
@ApplicationScoped
public class ModelFallbacks {

    private static final String PREFIX = "atrium.fallback.";

    /** More would make a failure that all of them share last too long. */
    private static final int MOST = 3;

    private final List<List<String>> classes = new ArrayList<>();

    @Inject
    private Config config;

    @Inject
    private Configuration configuration;

    @Inject
    private ModelRegistry models;

    @PostConstruct
    void read() {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith(PREFIX))
                .sorted()
                .flatMap(key -> configuration.text(key).stream())
                .map(list -> Stream.of(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList())
                .forEach(classes::add);
    }

    /**
     * The offer for a request as by {@link ModelRegistry#require}, and those to fall back to, at most one of each other provider.
     *
     * @param provider the provider to ask first
     * @param allowed whether another one may answer
     * @throws Refusal when there is no offer for the request
     */
    public List<ModelOffer> require(
            Caller caller, Capability capability, String name, Optional<String> provider, boolean allowed) {
        ModelOffer wanted = models.require(caller, capability, name, provider);
        if (!allowed) {
            return List.of(wanted);
        }
        Set<String> asked = new HashSet<>(Set.of(wanted.provider()));
        Stream<ModelOffer> others = Stream.of(
                        models.offers(caller, capability, name).stream(),
                        models.instead(caller, capability, wanted).stream(),
                        standIns(wanted).flatMap(other -> models.offers(caller, capability, other).stream()))
                .flatMap(Function.identity())
                .filter(offer -> asked.add(offer.provider()))
                .limit(MOST);
        return Stream.concat(Stream.of(wanted), others).toList();
    }

    private Stream<String> standIns(ModelOffer wanted) {
        return classOf(wanted.name())
                .or(() -> Optional.of(wanted.facts())
                        .flatMap(ModelFacts::replacedBy)
                        .flatMap(this::classOf))
                .stream()
                .flatMap(List::stream);
    }

    private Optional<List<String>> classOf(String name) {
        return classes.stream().filter(list -> list.contains(name)).findFirst();
    }
}
