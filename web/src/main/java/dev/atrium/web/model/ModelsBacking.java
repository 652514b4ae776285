package dev.atrium.web.model;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.ModelView;
import dev.atrium.security.Caller;
import dev.atrium.web.page.Preferences;
import dev.atrium.web.page.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code /models}. */
@Named
@RequestScoped
public class ModelsBacking {

    private static final int MAX_FRACTION_DIGITS = 4;

    @Inject
    private Caller caller;

    @Inject
    private ModelRegistry registry;

    @Inject
    private Preferences preferences;

    @Inject
    private Texts texts;

    private List<Row> rows;

    @PostConstruct
    void load() {
        rows = registry.list(caller, Optional.empty(), Optional.empty()).models().stream()
                .sorted(Comparator.comparing((ModelView model) -> !model.available()))
                .map(this::row)
                .toList();
    }

    public List<Row> getRows() {
        return rows;
    }

    /** The providers that there are models of. */
    public List<String> getProviders() {
        return rows.stream().map(Row::getProvider).distinct().sorted().toList();
    }

    /** What models can be filtered by. */
    public List<String> getCapabilities() {
        return Stream.of(Capability.values()).map(Capability::code).toList();
    }

    /** A model in the words of the viewer's language. */
    public record Row(
            String id,
            String name,
            String provider,
            List<String> capabilities,
            String context,
            String output,
            List<Price> prices,
            String status,
            String warning,
            boolean available) {

        public String getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public String getProvider() {
            return provider;
        }

        public List<String> getCapabilities() {
            return capabilities;
        }

        /** The words with spaces between, for the filter. */
        public String getCapabilityWords() {
            return String.join(" ", capabilities);
        }

        public String getContext() {
            return context;
        }

        public String getOutput() {
            return output;
        }

        public List<Price> getPrices() {
            return prices;
        }

        public String getStatus() {
            return status;
        }

        public String getWarning() {
            return warning;
        }

        public boolean isAvailable() {
            return available;
        }
    }

    /**
     * A price.
     *
     * @param unit what it is for: input, output, image, characters or minute
     * @param amount in credits, in the viewer's notation
     */
    public record Price(String unit, String amount) {

        public String getUnit() {
            return unit;
        }

        public String getAmount() {
            return amount;
        }
    }

    private Row row(ModelView model) {
        return new Row(
                model.id(),
                model.facts().title(),
                model.provider(),
                model.facts().capabilities().stream().sorted().toList(),
                tokens(model.facts().contextWindow()),
                tokens(model.facts().maxOutputTokens()),
                prices(model.prices()),
                model.available() || isEnding(model) ? model.status().name().toLowerCase(Locale.ROOT) : "unavailable",
                warning(model),
                model.available());
    }

    private static boolean isEnding(ModelView model) {
        return model.status() == AiModel.Status.DEPRECATED || model.status() == AiModel.Status.RETIRED;
    }

    /** That its end is near or past, and what to use instead. */
    private String warning(ModelView model) {
        if (!isEnding(model)) {
            return "";
        }
        String key = "models.warning." + model.status().name().toLowerCase(Locale.ROOT);
        String end = model.facts()
                .shutdownOn()
                .map(day -> texts.get(
                        key + ".on",
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(preferences.getLocale())
                                .format(day)))
                .orElseGet(() -> texts.get(key));
        return model.facts()
                .replacedBy()
                .map(other -> end + " " + texts.get("models.warning.instead", other))
                .orElse(end);
    }

    private String tokens(int tokens) {
        return tokens == 0
                ? "–"
                : NumberFormat.getIntegerInstance(preferences.getLocale()).format(tokens);
    }

    private List<Price> prices(PriceList prices) {
        if (prices.images().isPresent()) {
            return images(prices.images().get());
        }
        if (prices.perMillionCharacters().isPresent()) {
            return List.of(price("characters", prices.perMillionCharacters().get()));
        }
        if (prices.perMinute().isPresent()) {
            return List.of(price("minute", prices.perMinute().get()));
        }
        return prices.tokens().map(this::perTokens).orElse(List.of());
    }

    private List<Price> perTokens(TokenPrices prices) {
        return List.of(price("input", prices.input()), price("output", prices.output()));
    }

    /** From the cheapest to the dearest. */
    private List<Price> images(ImagePrices prices) {
        String range = prices.prices().stream()
                .map(ImagePrices.Price::each)
                .sorted()
                .map(this::amount)
                .distinct()
                .collect(Collectors.collectingAndThen(Collectors.toList(), ModelsBacking::ends));
        return List.of(new Price("image", range));
    }

    private static String ends(List<String> amounts) {
        String last = amounts.get(amounts.size() - 1);
        return amounts.size() == 1 ? last : amounts.get(0) + " – " + last;
    }

    private Price price(String unit, Credits amount) {
        return new Price(unit, amount(amount));
    }

    private String amount(Credits amount) {
        NumberFormat format = NumberFormat.getNumberInstance(preferences.getLocale());
        format.setMaximumFractionDigits(MAX_FRACTION_DIGITS);
        return format.format(amount.toDecimal());
    }
}
