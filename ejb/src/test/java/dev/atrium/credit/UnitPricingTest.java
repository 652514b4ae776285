package dev.atrium.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.ImagePrices.Price;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is not charged by tokens: images, characters, minutes. */
class UnitPricingTest {

    private static final ImagePrices IMAGES = new ImagePrices(List.of(
            new Price("1024x1024", "standard", credits("4")),
            new Price("1024x1024", "hd", credits("8")),
            new Price("1792x1024", "hd", credits("12"))));

    private static final ImagePrices ONE_PRICE =
            new ImagePrices(List.of(new Price("*", "*", credits("4")), new Price("4K", "*", credits("24"))));

    @Test
    void images_cost_by_size_and_quality() {
        assertThat(ImagePricing.cost(IMAGES, "1024x1024", "hd", 3)).isEqualTo(credits("24"));
        assertThat(ImagePricing.cost(IMAGES, "1024x1024", "standard", 0)).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_size_of_its_own_price_goes_before_any_size() {
        assertThat(ImagePricing.cost(ONE_PRICE, "1024x1024", "standard", 1)).isEqualTo(credits("4"));
        assertThat(ImagePricing.cost(ONE_PRICE, "4K", "standard", 1)).isEqualTo(credits("24"));
    }

    @Test
    void a_kind_of_image_without_a_price_is_refused_and_the_sentence_says_what_there_is() {
        assertThatThrownBy(() -> ImagePricing.cost(IMAGES, "512x512", "hd", 1))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessage("size must be one of 1024x1024, 1792x1024 for this model, not 512x512.");
        assertThatThrownBy(() -> ImagePricing.cost(IMAGES, "1792x1024", "standard", 1))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("quality must be one of ");
    }

    @Test
    void a_part_of_the_price_is_rounded_up_once() {
        BigDecimal third = new BigDecimal("0.333333");
        assertThat(ImagePricing.cost(IMAGES, "1024x1024", "hd", 3, third)).isEqualTo(Credits.ofMicro(7_999_992));
        assertThat(ImagePricing.cost(IMAGES, "1024x1024", "hd", 3, BigDecimal.ZERO))
                .isEqualTo(Credits.ZERO);
        assertThat(CharacterPricing.cost(credits("15"), 7, third)).isEqualTo(Credits.ofMicro(35));
        assertThat(MinutePricing.cost(credits("1"), Duration.ofSeconds(1), third))
                .isEqualTo(Credits.ofMicro(5_556));
    }

    @Test
    void characters_and_minutes_are_rounded_up_once_to_the_next_micro_credit() {
        assertThat(CharacterPricing.cost(credits("1500"), 4096)).isEqualTo(credits("6.144"));
        assertThat(CharacterPricing.cost(Credits.ofMicro(1), 1)).isEqualTo(Credits.ofMicro(1));
        assertThat(CharacterPricing.cost(Credits.ofMicro(1), 1_000_001)).isEqualTo(Credits.ofMicro(2));
        assertThat(MinutePricing.cost(credits("0.6"), Duration.ofSeconds(90))).isEqualTo(credits("0.9"));
        assertThat(MinutePricing.cost(credits("0.6"), Duration.ofSeconds(1))).isEqualTo(credits("0.01"));
        assertThat(MinutePricing.cost(credits("1"), Duration.ofSeconds(1))).isEqualTo(Credits.ofMicro(16_667));
        assertThat(MinutePricing.cost(credits("1"), Duration.ofNanos(1))).isEqualTo(Credits.ofMicro(1));
        assertThat(MinutePricing.cost(credits("1"), Duration.ZERO)).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_character_is_what_people_count() {
        assertThat(CharacterPricing.count("Grüße 🙂")).isEqualTo(7);
    }

    @Test
    void nothing_negative_is_priced() {
        assertThatThrownBy(() -> ImagePricing.cost(ONE_PRICE, "4K", "hd", -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CharacterPricing.cost(credits("1"), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MinutePricing.cost(credits("1"), Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImagePrices(List.of(new Price("*", "*", Credits.ofMicro(-1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImagePrices(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void fewer_images_never_cost_more(
            @ForAll("images") ImagePrices prices,
            @ForAll @IntRange(max = 10) int ordered,
            @ForAll @IntRange(max = 10) int delivered) {
        for (Price kind : prices.prices()) {
            assertThat(ImagePricing.cost(prices, kind.size(), kind.quality(), Math.min(ordered, delivered)))
                    .isBetween(Credits.ZERO, ImagePricing.cost(prices, kind.size(), kind.quality(), ordered));
        }
    }

    @Property
    void fewer_characters_never_cost_more(
            @ForAll @LongRange(max = 100_000_000_000L) long price,
            @ForAll @LongRange(max = 10_000_000) long bound,
            @ForAll @LongRange(max = 10_000_000) long characters) {
        assertThat(CharacterPricing.cost(Credits.ofMicro(price), Math.min(bound, characters)))
                .isBetween(Credits.ZERO, CharacterPricing.cost(Credits.ofMicro(price), bound));
    }

    @Property
    void a_cost_by_minutes_is_exact_to_less_than_a_micro_credit_and_never_too_little(
            @ForAll @LongRange(max = 100_000_000_000L) long price, @ForAll @LongRange(max = 100_000_000) long millis) {
        Credits cost = MinutePricing.cost(Credits.ofMicro(price), Duration.ofMillis(millis));

        BigDecimal exact60000 = BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(millis));
        BigDecimal charged60000 = BigDecimal.valueOf(cost.micro()).multiply(BigDecimal.valueOf(60_000));
        assertThat(charged60000.subtract(exact60000)).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(59_999));
    }

    @Provide
    Arbitrary<ImagePrices> images() {
        Arbitrary<Price> price = Combinators.combine(
                        Arbitraries.of("256x256", "1024x1024", "*"),
                        Arbitraries.of("low", "high", "*"),
                        Arbitraries.longs().between(0, 20_000_000_000L).map(Credits::ofMicro))
                .as(Price::new);
        return price.list()
                .uniqueElements(one -> one.size() + one.quality())
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(ImagePrices::new);
    }

    private static Credits credits(String amount) {
        return Credits.of(new BigDecimal(amount));
    }
}
