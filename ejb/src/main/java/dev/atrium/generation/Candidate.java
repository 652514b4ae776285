package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.CallLog;
import dev.atrium.provider.api.TextStream;
import dev.atrium.refusal.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One who can carry out an order: a model of a provider, what it costs there, and how it is asked. Asking fails with a
 * {@link dev.atrium.provider.api.ProviderException}, or with a {@link dev.atrium.refusal.Refusal} when what came cannot be kept, which is the
 * end. Cancelling what it returns takes the request back.
 *
 * @param log what asking took
 * @param streamed asks for an answer that comes in pieces; empty where there is none such
 * @param whole asks for the answer in one piece
 */
public record Candidate(
        ModelOffer offer,
        Tariff tariff,
        CallLog log,
        Optional<Supplier<CompletionStage<TextStream>>> streamed,
        Supplier<CompletionStage<Answer>> whole) {

    public Candidate {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(tariff, "tariff");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(streamed, "streamed");
        Objects.requireNonNull(whole, "whole");
    }

    /** One that answers in one piece only. */
    public static Candidate whole(
            ModelOffer offer, Tariff tariff, CallLog log, Supplier<CompletionStage<Answer>> whole) {
        return new Candidate(offer, tariff, log, Optional.empty(), whole);
    }

    /** One that can answer in pieces as well. */
    public static Candidate streaming(
            ModelOffer offer,
            Tariff tariff,
            CallLog log,
            Supplier<CompletionStage<TextStream>> streamed,
            Supplier<CompletionStage<Answer>> whole) {
        return new Candidate(offer, tariff, log, Optional.of(streamed), whole);
    }

    /**
     * Those of some offers who can carry out an order.
     *
     * @param offers the one that was asked for, then those to fall back to
     * @param fitted makes a candidate of an offer, or refuses when it cannot take the order
     * @throws Refusal when the offer that was asked for cannot take it; those to fall back to are left out then
     */
    public static List<Candidate> of(List<ModelOffer> offers, Function<ModelOffer, Candidate> fitted) {
        Candidate wanted = fitted.apply(offers.get(0));
        Stream<Candidate> others = offers.stream().skip(1).flatMap(offer -> {
            try {
                return Stream.of(fitted.apply(offer));
            } catch (Refusal unfit) {
                return Stream.empty();
            }
        });
        return Stream.concat(Stream.of(wanted), others).toList();
    }

    /** The most that an order can cost, whoever of these carries it out in the end. */
    public static Credits worstCase(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.tariff().worstCase())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
