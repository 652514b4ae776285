package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Quantity;
import dev.atrium.persistence.generation.Generation.Unit;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * What an answer consumed and costs, at the price of the one who gave it.
 *
 * @param estimated whether it was counted here since the provider reported nothing
 */
record Consumed(FinishReason reason, Usage usage, boolean estimated, Credits cost) {

    /** By an answer that is complete, or was stopped. */
    static Consumed by(End end, Transcript transcript) {
        return end instanceof End.Completed completed ? whole(completed, transcript) : untilStopped(transcript);
    }

    private static Consumed whole(End.Completed end, Transcript transcript) {
        Usage usage = end.usage().orElseGet(() -> estimate(transcript));
        return new Consumed(
                end.finishReason(),
                usage,
                end.usage().isEmpty(),
                transcript.candidate().tariff().cost(usage));
    }

    /** Before anything was produced that costs nothing. */
    private static Consumed untilStopped(Transcript transcript) {
        if (transcript.isEmpty()) {
            return new Consumed(FinishReason.CANCELLED, TokenUsage.of(0, 0), true, Credits.ZERO);
        }
        Usage usage = transcript
                .reported()
                .<Usage>map(reported -> complete(reported, transcript))
                .orElseGet(() -> estimate(transcript));
        return new Consumed(
                FinishReason.CANCELLED,
                usage,
                !usage.equals(transcript.reported().orElse(null)),
                transcript.candidate().tariff().cost(usage));
    }

    /** A report that leaves out the output gets what has arrived, as we count it. */
    private static Usage complete(TokenUsage reported, Transcript transcript) {
        if (reported.output() == 0 && estimate(transcript) instanceof TokenUsage counted) {
            return new TokenUsage(
                    reported.input(),
                    counted.output(),
                    reported.cachedInput(),
                    reported.cacheWrite(),
                    counted.reasoning());
        }
        return reported;
    }

    private static Usage estimate(Transcript transcript) {
        return transcript.candidate().tariff().estimate(transcript.written(), transcript.reasoning());
    }

    /** The amount as it is recorded. */
    Quantity quantity() {
        if (usage instanceof Usage.Images images) {
            return new Quantity(Unit.IMAGE, images.count());
        }
        if (usage instanceof Usage.Characters characters) {
            return new Quantity(Unit.CHARACTER, characters.count());
        }
        if (usage instanceof Usage.Audio audio) {
            return new Quantity(Unit.MILLISECOND, audio.duration().toMillis());
        }
        return new Quantity(Unit.TOKEN, ((TokenUsage) usage).total());
    }

    /** The tokens as they are recorded; empty where other units are paid for. */
    Optional<Generation.Usage> tokens() {
        return usage instanceof TokenUsage tokens
                ? Optional.of(new Generation.Usage(
                        tokens.input(),
                        tokens.output(),
                        tokens.cachedInput(),
                        tokens.cacheWrite(),
                        tokens.reasoning(),
                        estimated))
                : Optional.empty();
    }

    /** What a settled generation consumed, from its record. */
    static Usage usage(Generation generation) {
        Quantity quantity = generation.quantity().orElseThrow();
        return switch (quantity.unit()) {
            case IMAGE -> new Usage.Images((int) quantity.amount());
            case CHARACTER -> new Usage.Characters(quantity.amount());
            case MILLISECOND -> new Usage.Audio(Duration.ofMillis(quantity.amount()));
            case TOKEN ->
                generation
                        .usage()
                        .map(tokens -> new TokenUsage(
                                tokens.input(),
                                tokens.output(),
                                tokens.cachedInput(),
                                tokens.cacheWrite(),
                                tokens.reasoning()))
                        .orElseThrow();
        };
    }
}
