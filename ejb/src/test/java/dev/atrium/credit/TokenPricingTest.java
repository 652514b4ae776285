package dev.atrium.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.api.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TokenPricingTest {

    /** 250 credits for a million input tokens, 1000 for output, 125 for cached input. */
    private static final TokenPrices PRICES = new TokenPrices(
            credits("250"), credits("125"), credits("312.5"), credits("1000"), credits("1000"), Optional.empty());

    @Test
    void input_and_output_each_have_their_price() {
        assertThat(TokenPricing.cost(PRICES, TokenUsage.of(10, 17))).isEqualTo(credits("0.0195"));
    }

    @Test
    void cached_tokens_are_counted_once_at_their_own_price() {
        TokenUsage usage = new TokenUsage(1000, 0, 600, 300, 0);

        // 100 x 250 + 600 x 125 + 300 x 312.5 credits for a million
        assertThat(TokenPricing.cost(PRICES, usage)).isEqualTo(credits("0.19375"));
    }

    @Test
    void reasoning_is_a_part_of_the_output() {
        TokenPrices dearThought = new TokenPrices(
                credits("1"), credits("1"), credits("1"), credits("10"), credits("20"), Optional.empty());

        assertThat(TokenPricing.cost(dearThought, new TokenUsage(0, 100, 0, 0, 40)))
                .isEqualTo(credits("0.0014"));
    }

    @Test
    void a_charge_is_rounded_up_once_to_the_next_micro_credit() {
        TokenPrices odd = new TokenPrices(
                Credits.ofMicro(1),
                Credits.ofMicro(1),
                Credits.ofMicro(1),
                Credits.ofMicro(1),
                Credits.ofMicro(1),
                Optional.empty());

        assertThat(TokenPricing.cost(odd, TokenUsage.of(1, 1))).isEqualTo(Credits.ofMicro(1));
        assertThat(TokenPricing.cost(odd, TokenUsage.of(500_000, 500_000))).isEqualTo(Credits.ofMicro(1));
        assertThat(TokenPricing.cost(odd, TokenUsage.of(500_000, 500_001))).isEqualTo(Credits.ofMicro(2));
        assertThat(TokenPricing.cost(odd, TokenUsage.of(0, 0))).isEqualTo(Credits.ZERO);
    }

    @Test
    void above_the_long_context_mark_its_prices_hold_for_the_whole_call() {
        TokenPrices tiered = new TokenPrices(
                credits("100"),
                credits("10"),
                credits("100"),
                credits("1000"),
                credits("1000"),
                Optional.of(new TokenPrices.LongContext(200_000, credits("200"), credits("20"), credits("1500"))));

        assertThat(TokenPricing.cost(tiered, TokenUsage.of(200_000, 100))).isEqualTo(credits("20.1"));
        assertThat(TokenPricing.cost(tiered, TokenUsage.of(200_001, 100))).isEqualTo(credits("40.1502"));
    }

    @Test
    void a_factor_is_applied_before_the_one_rounding() {
        TokenPrices odd = new TokenPrices(
                Credits.ofMicro(3),
                Credits.ofMicro(3),
                Credits.ofMicro(3),
                Credits.ofMicro(3),
                Credits.ofMicro(3),
                Optional.empty());
        TokenUsage usage = TokenUsage.of(500_000, 0);

        // 1.5 micro-credits; rounded before the factor they would be 2, and a third of it 1 as well, but two thirds
        // would be 2.
        assertThat(TokenPricing.cost(odd, usage, new BigDecimal("0.66"))).isEqualTo(Credits.ofMicro(1));
        assertThat(TokenPricing.cost(odd, usage, BigDecimal.ZERO)).isEqualTo(Credits.ZERO);
        assertThat(TokenPricing.worstCase(odd, 500_000, 0, new BigDecimal("0.66")))
                .isEqualTo(Credits.ofMicro(1));
    }

    @Property
    void no_call_costs_more_than_the_worst_case_of_its_bounds(
            @ForAll("prices") TokenPrices prices, @ForAll("usages") TokenUsage usage) {
        Credits worstCase = TokenPricing.worstCase(prices, usage.input(), usage.output());

        assertThat(TokenPricing.cost(prices, usage)).isLessThanOrEqualTo(worstCase);
    }

    @Property
    void a_larger_bound_never_makes_the_worst_case_smaller(
            @ForAll("prices") TokenPrices prices, @ForAll("usages") TokenUsage usage) {
        assertThat(TokenPricing.worstCase(prices, usage.input(), usage.output()))
                .isLessThanOrEqualTo(TokenPricing.worstCase(prices, usage.input() * 2 + 1, usage.output()));
    }

    @Provide
    Arbitrary<TokenPrices> prices() {
        Arbitrary<Credits> price =
                Arbitraries.longs().between(0, 20_000_000_000L).map(Credits::ofMicro);
        Arbitrary<TokenPrices.LongContext> tier = Combinators.combine(
                        Arbitraries.longs().between(1, 400_000), price, price, price)
                .as(TokenPrices.LongContext::new);
        return Combinators.combine(price, price, price, price, price, tier.optional())
                .as(TokenPrices::new);
    }

    @Provide
    Arbitrary<TokenUsage> usages() {
        Arbitrary<Long> tokens = Arbitraries.longs().between(0, 500_000);
        return Combinators.combine(tokens, tokens, tokens, tokens)
                .as((uncached, cached, written, output) ->
                        new TokenUsage(uncached + cached + written, output, cached, written, output / 3));
    }

    private static Credits credits(String amount) {
        return Credits.of(new BigDecimal(amount));
    }
}
