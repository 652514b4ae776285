package dev.atrium.generation;

import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.TokenUsage;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What is measured of generations, under the names of OpenTelemetry's conventions for generative AI where they have one. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@Lock(LockType.READ)
public class GenerationMetrics {

    private static final Metadata DURATION =
            metadata("gen_ai.client.operation.duration", "seconds", "From the request to the end of the answer");
    private static final Metadata FIRST_TOKEN = metadata(
            "gen_ai.client.operation.time_to_first_chunk",
            "seconds",
            "From the request to the first piece of the answer");
    private static final Metadata TOKENS = metadata("gen_ai.client.token.usage", "{token}", "Tokens of answers");
    private static final Metadata CREDITS = metadata("atrium.credits.charged", "microcredits", "What answers cost");
    private static final Metadata OPEN =
            metadata("atrium.generations.running", "{generation}", "Under way on this node");

    @Inject
    private MetricRegistry metrics;

    @Inject
    private RunningGenerations running;

    @PostConstruct
    void register() {
        metrics.gauge(OPEN, () -> running.all().size());
    }

    /** A generation was settled. */
    public void measure(RunningGeneration generation, Outcome outcome) {
        Transcript transcript = generation.transcript();
        Tag[] tags = tags(generation, transcript, outcome);
        metrics.timer(DURATION, tags).update(transcript.timing().total());
        transcript.timing().firstToken().ifPresent(wait -> metrics.timer(FIRST_TOKEN, tags)
                .update(wait));
        if (outcome instanceof Outcome.Settled settled) {
            settled.tokens().ifPresent(tokens -> count(tokens, tags));
            metrics.counter(CREDITS, tags).inc(settled.credits().micro());
        }
    }

    private void count(TokenUsage tokens, Tag[] tags) {
        metrics.histogram(TOKENS, with(tags, new Tag("gen_ai_token_type", "input")))
                .update(tokens.input());
        metrics.histogram(TOKENS, with(tags, new Tag("gen_ai_token_type", "output")))
                .update(tokens.output());
    }

    /** Of a series all metrics have the same tags, so one without an error has an empty one. */
    private static Tag[] tags(RunningGeneration generation, Transcript transcript, Outcome outcome) {
        ModelOffer offer = transcript.candidate().offer();
        String error = outcome instanceof Outcome.Failed failed ? failed.code().name() : "";
        return new Tag[] {
            new Tag("gen_ai_operation_name", generation.order().service().name().toLowerCase(Locale.ROOT)),
            new Tag("gen_ai_provider_name", offer.provider()),
            new Tag("gen_ai_request_model", generation.order().offer().name()),
            new Tag("gen_ai_response_model", offer.name()),
            new Tag("error_type", error)
        };
    }

    private static Tag[] with(Tag[] tags, Tag more) {
        List<Tag> all = new ArrayList<>(List.of(tags));
        all.add(more);
        return all.toArray(Tag[]::new);
    }

    private static Metadata metadata(String name, String unit, String description) {
        return Metadata.builder()
                .withName(name)
                .withUnit(unit)
                .withDescription(description)
                .build();
    }
}
