package dev.atrium.web.admin;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.admin.PriceDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The prices of a model as a form has them, in credits; a field that is empty is no price. */
public final class ModelPrices {

    private BigDecimal input;
    private BigDecimal cachedInput;
    private BigDecimal cacheWrite;
    private BigDecimal output;
    private BigDecimal reasoning;
    private Integer longAbove;
    private BigDecimal longInput;
    private BigDecimal longCachedInput;
    private BigDecimal longOutput;
    private String images;
    private BigDecimal perMillionCharacters;
    private BigDecimal perMinute;

    static ModelPrices of(PriceList prices) {
        ModelPrices form = new ModelPrices();
        Optional<TokenPrices> tokens = prices.tokens();
        form.input = amount(tokens, TokenPrices::input);
        form.cachedInput = amount(tokens, TokenPrices::cachedInput);
        form.cacheWrite = amount(tokens, TokenPrices::cacheWrite);
        form.output = amount(tokens, TokenPrices::output);
        form.reasoning = amount(tokens, TokenPrices::reasoning);
        Optional<TokenPrices.LongContext> tier = tokens.flatMap(TokenPrices::longContext);
        form.longAbove = tier.map(found -> Math.toIntExact(found.above())).orElse(null);
        form.longInput = amount(tier, TokenPrices.LongContext::input);
        form.longCachedInput = amount(tier, TokenPrices.LongContext::cachedInput);
        form.longOutput = amount(tier, TokenPrices.LongContext::output);
        form.images = prices.images().map(ModelPrices::lines).orElse(null);
        form.perMillionCharacters = amount(prices.perMillionCharacters(), Function.identity());
        form.perMinute = amount(prices.perMinute(), Function.identity());
        return form;
    }

    private static <T> BigDecimal amount(Optional<T> prices, Function<T, Credits> price) {
        return prices.map(price).map(Credits::toDecimal).orElse(null);
    }

    private static String lines(ImagePrices prices) {
        return prices.prices().stream()
                .map(price -> price.size() + " " + price.quality() + " "
                        + price.each().toDecimal().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining("\n"));
    }

    /** Whether nothing at all was entered. */
    boolean isEmpty() {
        return input == null
                && output == null
                && images == null
                && perMillionCharacters == null
                && perMinute == null
                && cachedInput == null
                && cacheWrite == null
                && reasoning == null;
    }

    PriceDraft draft() {
        boolean tier = longAbove != null || longInput != null || longCachedInput != null || longOutput != null;
        return new PriceDraft(
                input,
                cachedInput,
                cacheWrite,
                output,
                reasoning,
                tier ? new PriceDraft.LongContext(longAbove, longInput, longCachedInput, longOutput) : null,
                images == null
                        ? List.of()
                        : images.lines()
                                .filter(line -> !line.isBlank())
                                .map(ModelPrices::image)
                                .toList(),
                perMillionCharacters,
                perMinute);
    }

    /** A line with size, quality and price; what is no price is left to the check of the draft, which names the line. */
    private static PriceDraft.Image image(String line) {
        String[] words = line.strip().split("\\s+");
        return new PriceDraft.Image(
                words[0], words.length > 1 ? words[1] : null, words.length == 3 ? price(words[2]) : null);
    }

    private static BigDecimal price(String word) {
        try {
            return new BigDecimal(word.replace(',', '.'));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public BigDecimal getInput() {
        return input;
    }

    public void setInput(BigDecimal input) {
        this.input = input;
    }

    public BigDecimal getCachedInput() {
        return cachedInput;
    }

    public void setCachedInput(BigDecimal cachedInput) {
        this.cachedInput = cachedInput;
    }

    public BigDecimal getCacheWrite() {
        return cacheWrite;
    }

    public void setCacheWrite(BigDecimal cacheWrite) {
        this.cacheWrite = cacheWrite;
    }

    public BigDecimal getOutput() {
        return output;
    }

    public void setOutput(BigDecimal output) {
        this.output = output;
    }

    public BigDecimal getReasoning() {
        return reasoning;
    }

    public void setReasoning(BigDecimal reasoning) {
        this.reasoning = reasoning;
    }

    public Integer getLongAbove() {
        return longAbove;
    }

    public void setLongAbove(Integer longAbove) {
        this.longAbove = longAbove;
    }

    public BigDecimal getLongInput() {
        return longInput;
    }

    public void setLongInput(BigDecimal longInput) {
        this.longInput = longInput;
    }

    public BigDecimal getLongCachedInput() {
        return longCachedInput;
    }

    public void setLongCachedInput(BigDecimal longCachedInput) {
        this.longCachedInput = longCachedInput;
    }

    public BigDecimal getLongOutput() {
        return longOutput;
    }

    public void setLongOutput(BigDecimal longOutput) {
        this.longOutput = longOutput;
    }

    public String getImages() {
        return images;
    }

    public void setImages(String images) {
        this.images = images;
    }

    public BigDecimal getPerMillionCharacters() {
        return perMillionCharacters;
    }

    public void setPerMillionCharacters(BigDecimal perMillionCharacters) {
        this.perMillionCharacters = perMillionCharacters;
    }

    public BigDecimal getPerMinute() {
        return perMinute;
    }

    public void setPerMinute(BigDecimal perMinute) {
        this.perMinute = perMinute;
    }
}
