package dev.atrium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.image.ImageChoices.Chosen;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.ImagePrices.Price;
import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageChoicesTest {

    private static final ImageSize SQUARE = new ImageSize(1024, 1024);
    private static final ImageSize WIDE = new ImageSize(1536, 1024);
    private static final ImageAbilities ABILITIES = new ImageAbilities(
            1, List.of(WIDE, SQUARE), List.of("auto", "low", "high"), List.of("vivid", "natural"), List.of(), 20);
    private static final ImagePrices PRICES =
            prices(new String[][] {{"1024x1024", "low"}, {"1024x1024", "high"}, {"512x512", "low"}});

    private final ImageChoices choices = ImageChoices.of(ABILITIES, MediaChoices.NONE, PRICES);

    @Test
    void only_what_has_a_price_can_be_chosen() {
        assertThat(choices.sizes()).containsExactly("1024x1024");
        assertThat(choices.qualities()).containsExactly("low", "high");
    }

    @Test
    void the_usual_is_taken_where_nothing_was_said() {
        Chosen chosen = choices.choose(command("a fox", null, null, null, 2));

        assertThat(chosen)
                .isEqualTo(new Chosen("1024x1024", Optional.of(SQUARE), Optional.of("low"), Optional.of("vivid"), 2));
        assertThat(chosen.pricedSize()).isEqualTo("1024x1024");
        assertThat(chosen.pricedQuality()).isEqualTo("low");
    }

    @Test
    void every_field_that_does_not_fit_is_named_with_what_it_may_be() {
        assertThatThrownBy(() -> choices.choose(command("x".repeat(21), "1536x1024", "auto", "odd", 11)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .containsExactly(
                                new FieldError("size", "must be one of 1024x1024 for m, not 1536x1024"),
                                new FieldError("quality", "must be one of low, high for m, not auto"),
                                new FieldError("style", "must be one of vivid, natural for m, not odd"),
                                new FieldError("count", "must be from 1 to 10"),
                                new FieldError("prompt", "must have at most 20 characters for m, not 21")));
    }

    @Test
    void what_a_model_does_not_take_cannot_be_chosen() {
        ImageChoices plain = ImageChoices.of(
                new ImageAbilities(4, List.of(SQUARE), List.of(), List.of(), List.of(), 20),
                MediaChoices.NONE,
                prices(new String[][] {{"*", "*"}}));

        assertThat(plain.choose(command("a fox", null, null, null, 1)))
                .isEqualTo(new Chosen("1024x1024", Optional.of(SQUARE), Optional.empty(), Optional.empty(), 1));
        assertThatThrownBy(() -> plain.choose(command("a fox", null, "high", null, 1)))
                .hasMessage("quality cannot be chosen for m.");
    }

    @Test
    void a_model_that_takes_any_size_offers_those_with_a_price() {
        ImageAbilities any = new ImageAbilities(4, List.of(), List.of("low"), List.of(), List.of(), 20);

        assertThat(ImageChoices.of(any, MediaChoices.NONE, PRICES).sizes()).containsExactly("1024x1024", "512x512");
        assertThat(ImageChoices.of(any, MediaChoices.NONE, prices(new String[][] {{"*", "*"}, {"4K", "*"}}))
                        .sizes())
                .isEmpty();
    }

    @Test
    void a_size_in_pixels_is_asked_for_where_any_will_do() {
        ImageChoices free = ImageChoices.of(
                new ImageAbilities(4, List.of(), List.of(), List.of(), List.of(), 20),
                MediaChoices.NONE,
                prices(new String[][] {{"*", "*"}}));

        assertThat(free.choose(command("a fox", "640x480", null, null, 1)).size())
                .contains(new ImageSize(640, 480));
        assertThat(free.choose(command("a fox", null, null, null, 1)).pricedSize())
                .isEqualTo("*");
        assertThatThrownBy(() -> free.choose(command("a fox", "large", null, null, 1)))
                .hasMessage("size must be width and height in pixels, such as 1024x1024.");
    }

    @Test
    void a_size_can_be_named_by_its_shape_and_asked_for_in_pixels_too() {
        ImageChoices shapes = ImageChoices.of(
                ABILITIES,
                new MediaChoices(Set.of("3:2"), Set.of(), Set.of(), Set.of(), Set.of()),
                prices(new String[][] {{"*", "*"}, {"4K", "*"}}));

        assertThat(shapes.sizes()).containsExactly("3:2");
        for (String size : new String[] {null, "3:2", "1536x1024"}) {
            assertThat(shapes.choose(command("a fox", size, null, null, 1)).size())
                    .contains(WIDE);
            assertThat(shapes.choose(command("a fox", size, null, null, 1)).pricedSize())
                    .isEqualTo("3:2");
        }
        assertThatThrownBy(() -> shapes.choose(command("a fox", "1024x1024", null, null, 1)))
                .hasMessage("size must be one of 3:2 for m, not 1024x1024.");
    }

    @Test
    void what_the_administrators_say_counts_for_more() {
        ImageChoices stated = ImageChoices.of(
                ABILITIES,
                new MediaChoices(Set.of("512x512"), Set.of("low"), Set.of("noir"), Set.of(), Set.of()),
                PRICES);

        assertThat(stated.sizes()).containsExactly("512x512");
        assertThat(stated.qualities()).containsExactly("low");
        assertThat(stated.styles()).containsExactly("noir");
    }

    private static ImageCommand command(String prompt, String size, String quality, String style, int count) {
        return new ImageCommand(
                "m",
                Optional.empty(),
                prompt,
                Optional.ofNullable(size),
                Optional.ofNullable(quality),
                Optional.ofNullable(style),
                count);
    }

    private static ImagePrices prices(String[][] kinds) {
        return new ImagePrices(List.of(kinds).stream()
                .map(kind -> new Price(kind[0], kind[1], Credits.ofMicro(1)))
                .toList());
    }
}
