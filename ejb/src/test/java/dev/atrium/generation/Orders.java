package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.CallLog;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.Usage;
import dev.atrium.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Orders for text, and what comes of them. */
public final class Orders {

    private Orders() {}

    /** The log of a generation to which a provider has said this, to the end and its settlement. */
    public static GenerationEvents told(List<StreamEvent> said) {
        RunningGeneration generation =
                new RunningGeneration(streamed(), Clock.systemUTC(), Integer.MAX_VALUE, Orders::conclude);
        generation.attach(new TextStream() {
            @Override
            public void read(Consumer<StreamEvent> reader) {
                said.forEach(reader);
            }

            @Override
            public void cancel() {}
        });
        return generation.events();
    }

    private static void conclude(RunningGeneration generation, End end) {
        Outcome outcome = end instanceof End.Completed completed
                ? new Outcome.Settled(
                        generation.transcript().text(),
                        generation.transcript().reasoning(),
                        Optional.empty(),
                        completed.finishReason(),
                        completed.usage().orElse(TokenUsage.of(0, 0)),
                        Credits.ZERO,
                        new Outcome.AnsweredBy("model", "openai"),
                        false,
                        Clock.systemUTC().instant())
                : new Outcome.Failed(((End.Failed) end).code(), ((End.Failed) end).detail());
        generation.conclude(outcome, GenerationEvent.last(Optional.empty(), outcome));
    }

    static Order streamed() {
        return of(candidate("openai", 0));
    }

    /** An order that streams, with these to carry it out. */
    static Order of(Candidate... candidates) {
        Caller caller = new Caller(
                UUID.randomUUID(),
                UUID.randomUUID(),
                WorkspaceRole.OWNER,
                "ada@example.org",
                false,
                Optional.empty(),
                "127.0.0.1",
                Caller.Channel.BEARER);
        return new Order(
                Order.newId(),
                Generation.Service.TEXT,
                caller,
                List.of(candidates),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** A provider that never answers, and costs this whatever it says. */
    static Candidate candidate(String provider, long micro) {
        return Candidate.streaming(
                offer(provider), new Fixed(micro), new CallLog(), CompletableFuture::new, CompletableFuture::new);
    }

    static ModelOffer offer(String provider) {
        ModelFacts facts = new ModelFacts(
                "Model",
                "",
                Set.of("text"),
                Set.of("text"),
                1000,
                100,
                Set.of(),
                false,
                AiModel.Status.AVAILABLE,
                Optional.empty(),
                Optional.empty());
        Credits price = Credits.ofMicro(1);
        return new ModelOffer(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "model",
                provider,
                facts,
                new TokenPrices(price, price, price, price, price, Optional.empty()));
    }

    private record Fixed(long micro) implements Tariff {
        @Override
        public Credits worstCase() {
            return Credits.ofMicro(micro);
        }

        @Override
        public Credits cost(Usage usage) {
            return Credits.ofMicro(micro);
        }

        @Override
        public Usage estimate(String text, String reasoning) {
            return TokenUsage.of(0, 0);
        }
    }
}
