package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.api.TokenUsage;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** What tokens cost. */
public final class TokenPricing {

    /** Prices are for a million tokens. */
    private static final int PRICED_TOKENS_DIGITS = 6;

    private TokenPricing() {}

    /**
     * The exact cost of a call, rounded up once to the next micro-credit:
     *
     * <pre>
     * (uncached x input + cached x cachedInput + written x cacheWrite + (output - reasoning) x output + reasoning x reasoning) / 10^6
     * </pre>
     *
     * Every token counts in exactly one of these terms. Above the long-context mark its prices hold for the whole call; reasoning and cache
     * writes then cost at least as much as output and input do there.
     */
    public static Credits cost(TokenPrices prices, TokenUsage usage) {
        return cost(prices, usage, BigDecimal.ONE);
    }

    /** A part of that cost: the factor is applied before the one rounding. */
    public static Credits cost(TokenPrices prices, TokenUsage usage, BigDecimal factor) {
        TokenPrices inForce = inForce(prices, usage.input());
        BigDecimal micro = product(usage.input() - usage.cachedInput() - usage.cacheWrite(), inForce.input())
                .add(product(usage.cachedInput(), inForce.cachedInput()))
                .add(product(usage.cacheWrite(), inForce.cacheWrite()))
                .add(product(usage.output() - usage.reasoning(), inForce.output()))
                .add(product(usage.reasoning(), inForce.reasoning()));
        return Credits.roundedUp(micro.multiply(factor).movePointLeft(PRICED_TOKENS_DIGITS));
    }

    /** The most that a call can cost which takes no more input and gives no more output than this, in tokens. */
    public static Credits worstCase(TokenPrices prices, long maxInput, long maxOutput) {
        return worstCase(prices, maxInput, maxOutput, BigDecimal.ONE);
    }

    /** The most that a part of the cost can be, as above. */
    public static Credits worstCase(TokenPrices prices, long maxInput, long maxOutput, BigDecimal factor) {
        return Stream.of(prices, inForce(prices, maxInput))
                .map(inForce -> Credits.roundedUp(product(maxInput, dearestInput(inForce))
                        .add(product(maxOutput, max(inForce.output(), inForce.reasoning())))
                        .multiply(factor)
                        .movePointLeft(PRICED_TOKENS_DIGITS)))
                .reduce(Credits.ZERO, TokenPricing::max);
    }

    private static TokenPrices inForce(TokenPrices prices, long input) {
        return prices.longContext()
                .filter(tier -> input > tier.above())
                .map(tier -> new TokenPrices(
                        tier.input(),
                        tier.cachedInput(),
                        max(prices.cacheWrite(), tier.input()),
                        tier.output(),
                        max(prices.reasoning(), tier.output()),
                        prices.longContext()))
                .orElse(prices);
    }

    private static Credits dearestInput(TokenPrices prices) {
        return max(prices.input(), max(prices.cachedInput(), prices.cacheWrite()));
    }

    private static BigDecimal product(long tokens, Credits price) {
        return BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(price.micro()));
    }

    private static Credits max(Credits one, Credits other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
