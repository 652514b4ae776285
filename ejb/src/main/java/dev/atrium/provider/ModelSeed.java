package dev.atrium.provider;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the models of the catalogue and of the configured endpoints into the registry at each start. What is known of a model is brought up
 * to date; prices and what administrators decided stay as they are.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class ModelSeed {

    private static final System.Logger LOG = System.getLogger(ModelSeed.class.getName());
    private static final String PRICE_EXPECTATION = "must be a price in US dollars for a million tokens, zero or more";

    @Inject
    private ModelRepository models;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @PostConstruct
    void seed() {
        BigDecimal usdPerCredit = configuration.required(
                "atrium.credits.usd",
                "must be what a credit is worth in US dollars, above zero",
                text -> positive(text));
        models.lockForSeeding();
        Map<String, AiModel> known = models.findAll().stream()
                .collect(Collectors.toMap(model -> key(model.provider(), model.name()), Function.identity()));
        Instant now = clock.instant();
        long added = Stream.concat(Catalogue.read(usdPerCredit).stream(), compatible(usdPerCredit))
                .filter(entry -> isNew(entry, known.get(key(entry.provider(), entry.name())), now))
                .count();
        LOG.log(Level.INFO, "The registry knows {0} models, {1} of them new.", known.size() + added, added);
    }

    private boolean isNew(Catalogue.Entry entry, AiModel known, Instant now) {
        if (known != null) {
            if (!known.facts().equals(entry.facts())) {
                known.apply(entry.facts(), now);
            }
            return false;
        }
        boolean priced = !entry.prices().equals(PriceList.NONE);
        AiModel model = new AiModel(entry.provider(), entry.name(), entry.facts(), priced, now);
        models.add(model);
        if (priced) {
            models.add(new ModelPrice(model.id(), 1, entry.prices(), now));
        }
        return true;
    }

    private Stream<Catalogue.Entry> compatible(BigDecimal usdPerCredit) {
        return providers.configured().stream().flatMap(provider -> provider.models().stream()
                .map(model -> entry(provider.name(), model, usdPerCredit)));
    }

    /** Servers in the house are free unless the operator gives a price. */
    private Catalogue.Entry entry(String provider, String model, BigDecimal usdPerCredit) {
        String prefix = "atrium.compatible." + provider;
        Credits input = price(prefix + ".input-price", usdPerCredit);
        Credits output = price(prefix + ".output-price", usdPerCredit);
        ModelFacts facts = HouseModels.facts(
                model,
                number(prefix + ".context-window", HouseModels.CONTEXT_WINDOW),
                number(prefix + ".max-output-tokens", HouseModels.MAX_OUTPUT),
                configuration
                        .value(prefix + ".pictures", "must be true or false", ModelSeed::truth)
                        .orElse(false));
        return new Catalogue.Entry(
                provider,
                model,
                facts,
                PriceList.of(new TokenPrices(input, input, input, output, output, Optional.empty())));
    }

    private Credits price(String key, BigDecimal usdPerCredit) {
        return configuration
                .value(key, PRICE_EXPECTATION, text -> Catalogue.credits(notNegative(text), usdPerCredit))
                .orElse(Credits.ZERO);
    }

    private int number(String key, int otherwise) {
        return configuration
                .value(key, "must be a number of tokens above zero", text -> positive(text)
                        .intValueExact())
                .orElse(otherwise);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static BigDecimal positive(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.signum() <= 0) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }

    private static BigDecimal notNegative(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.signum() < 0) {
            throw new IllegalArgumentException("below zero");
        }
        return number;
    }

    private static String key(String provider, String name) {
        return provider + '/' + name;
    }
}
