package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.PriceList;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final List<Catalogue.Entry> entries = Catalogue.read(new BigDecimal("0.01"));

    @Test
    void it_has_models_of_all_four_vendors() {
        assertThat(entries.stream().map(Catalogue.Entry::provider).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("openai", "anthropic", "google", "mistral");
    }

    @Test
    void a_model_stands_in_it_once() {
        assertThat(entries)
                .extracting(entry -> entry.provider() + "/" + entry.name())
                .doesNotHaveDuplicates();
    }

    @Test
    void prices_in_dollars_become_credits_exactly() {
        Catalogue.Entry model = find("gpt-4o");

        assertThat(model.prices().tokens().orElseThrow().input()).isEqualTo(Credits.of(new BigDecimal("250")));
        assertThat(model.prices().tokens().orElseThrow().cachedInput()).isEqualTo(Credits.of(new BigDecimal("125")));
        assertThat(model.prices().tokens().orElseThrow().output()).isEqualTo(Credits.of(new BigDecimal("1000")));
    }

    @Test
    void a_price_that_is_no_whole_micro_credit_is_rounded_up() {
        assertThat(Catalogue.credits(new BigDecimal("0.00000001"), new BigDecimal("0.03")))
                .isEqualTo(Credits.ofMicro(1));
    }

    @Test
    void no_answer_may_be_longer_than_the_context_window() {
        assertThat(entries).allSatisfy(entry -> assertThat(entry.facts().maxOutputTokens())
                .isBetween(isText(entry) ? 1 : 0, entry.facts().contextWindow()));
    }

    @Test
    void models_for_images_and_sound_say_what_can_be_chosen() {
        assertThat(find("gpt-image-2").facts().choices().sizes()).contains("1024x1024");
        assertThat(find("gpt-image-2").facts().choices().qualities()).contains("high");
        assertThat(find("gpt-4o-mini-tts").facts().choices().voices()).first().isEqualTo("alloy");
        assertThat(find("whisper-1").facts().choices().formats()).contains("mp3", "flac");
    }

    @Test
    void what_a_model_costs_that_can_be_used_is_known_for_all_that_it_does() {
        assertThat(entries)
                .filteredOn(entry -> !entry.prices().equals(PriceList.NONE))
                .allSatisfy(entry -> assertThat(entry.facts().capabilities()).allSatisfy(word -> {
                    PriceList prices = entry.prices();
                    switch (Capability.of(word).orElseThrow()) {
                        case IMAGE ->
                            assertThat(prices.images()).as(entry.name()).isPresent();
                        case SPEECH ->
                            assertThat(prices.perMillionCharacters())
                                    .as(entry.name())
                                    .isPresent();
                        case TRANSCRIPTION ->
                            assertThat(prices.perMinute()).as(entry.name()).isPresent();
                        default -> assertThat(prices.tokens()).as(entry.name()).isPresent();
                    }
                }));
    }

    @Test
    void a_model_without_a_known_price_has_none() {
        assertThat(find("gpt-image-2").prices()).isEqualTo(PriceList.NONE);
    }

    private static boolean isText(Catalogue.Entry entry) {
        return entry.facts().capabilities().contains("text");
    }

    @Test
    void a_replacement_is_a_model_that_is_not_on_its_way_out_itself() {
        assertThat(entries).allSatisfy(entry -> entry.facts()
                .replacedBy()
                .ifPresent(name -> assertThat(find(name).facts().shutdownOn()).isEmpty()));
    }

    private Catalogue.Entry find(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
