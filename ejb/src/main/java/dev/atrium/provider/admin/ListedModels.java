package dev.atrium.provider.admin;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelRefreshRepository;
import dev.atrium.persistence.model.ModelRefreshRepository.Changes;
import dev.atrium.persistence.model.ModelRefreshRepository.Refresh;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.provider.api.ModelListing;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The transactions of a refresh: it is claimed, and what it found is stored, each all or nothing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ListedModels {

    @Inject
    private ModelRepository models;

    @Inject
    private ModelRefreshRepository refreshes;

    @Inject
    private Clock clock;

    /** Claims the next look at a provider's list, for one node; the last one is at least this old. */
    public boolean claim(String provider, Duration age) {
        Instant now = clock.instant();
        return refreshes.begin(provider, now, now.minus(age));
    }

    /**
     * Takes over a list: models that nobody knew are added, without a price and disabled; those that it has no more cannot be used until it
     * has them again.
     *
     * @param stated models that are there whatever the list says, since an operator named them
     */
    public Changes apply(String provider, ModelListing listing, Set<String> stated) {
        Instant now = clock.instant();
        models.lockForSeeding();
        List<AiModel> known = models.findByProvider(provider);
        Set<String> there = new HashSet<>(stated);
        listing.models().forEach(model -> {
            there.add(model.name());
            there.addAll(model.aliases());
        });
        int vanished = 0;
        int returned = 0;
        for (AiModel model : known) {
            boolean listed = there.contains(model.name());
            if (listed != model.listed()) {
                model.listed(listed, now);
                vanished += listed ? 0 : 1;
                returned += listed ? 1 : 0;
            }
        }
        Set<String> names = new HashSet<>(known.stream().map(AiModel::name).toList());
        List<ModelListing.Model> unknown = listing.models().stream()
                .filter(model -> isName(model.name()) && names.add(model.name()))
                .toList();
        unknown.forEach(model -> models.add(new AiModel(provider, model.name(), facts(model), false, now)));
        Changes changes = new Changes(listing.models().size(), unknown.size(), vanished, returned);
        refreshes.end(provider, now, Optional.empty(), changes);
        return changes;
    }

    /** A provider that did not tell its models changes nothing. */
    public void failed(String provider, String failure) {
        refreshes.end(provider, clock.instant(), Optional.of(failure), Changes.NONE);
    }

    /** The last look at each list, by provider. */
    public List<Refresh> last() {
        return refreshes.findAll();
    }

    /** A name with a space could not stand in a list of words. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= 200 && name.chars().noneMatch(Character::isWhitespace);
    }

    private static ModelFacts facts(ModelListing.Model model) {
        return new ModelFacts(
                model.title().filter(title -> !title.isBlank()).orElse(model.name()),
                "",
                model.capabilities(),
                Set.of("text"),
                model.contextWindow().orElse(0),
                model.maxOutputTokens().orElse(0),
                Set.of(),
                false,
                Stream.of("preview", "-exp", "beta").anyMatch(model.name()::contains)
                        ? AiModel.Status.PREVIEW
                        : AiModel.Status.AVAILABLE,
                Optional.empty(),
                Optional.empty());
    }
}
