package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.generation.GenerationEvent.Done;
import dev.atrium.generation.GenerationEvent.Failed;
import dev.atrium.generation.GenerationEvent.Start;
import dev.atrium.generation.GenerationEvents;
import dev.atrium.provider.api.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the generations of a request say, as they say it. It is read once, by one reader at a time. */
final class ChoiceFeed {

    private static final int BATCH = 64;

    private final List<GenerationEvents> events;
    private final long[] cursors;
    private final List<TokenUsage> used = new ArrayList<>();
    private Failed failure;
    private int done;

    ChoiceFeed(List<GenerationEvents> events) {
        this.events = List.copyOf(events);
        this.cursors = new long[events.size()];
    }

    /** An event of the generation with this place. */
    record Said(int index, GenerationEvent event) {}

    /** Has a listener called, briefly, after each event that comes from now on. */
    List<GenerationEvents.Subscription> subscribe(Runnable listener) {
        return events.stream().map(log -> log.subscribe(listener)).toList();
    }

    /** Whether there is more than that they have begun, so that it is known whether they come to something at first. */
    boolean hasAnswer() {
        boolean content = events.stream().anyMatch(ChoiceFeed::saysSomething);
        return content || events.stream().allMatch(ChoiceFeed::hasFailed);
    }

    private static boolean saysSomething(GenerationEvents log) {
        return log.after(0, 2).stream()
                .anyMatch(numbered -> !(numbered.event() instanceof Start) && !(numbered.event() instanceof Failed));
    }

    private static boolean hasFailed(GenerationEvents log) {
        return log.after(0, 2).stream().anyMatch(numbered -> numbered.event() instanceof Failed);
    }

    /** Why all of them failed before they said anything; empty unless they did. */
    Optional<Failed> failureAtFirst() {
        return events.stream().allMatch(ChoiceFeed::hasFailed)
                ? events.get(0).after(0, 2).stream()
                        .map(GenerationEvents.Numbered::event)
                        .filter(Failed.class::isInstance)
                        .map(Failed.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    /** What was said since this was last asked, some of it; empty when there is nothing new. */
    List<Said> next() {
        List<Said> news = new ArrayList<>();
        for (int i = 0; i < cursors.length; i++) {
            for (GenerationEvents.Numbered numbered : events.get(i).after(cursors[i], BATCH)) {
                cursors[i] = numbered.id();
                news.add(new Said(i, numbered.event()));
                note(numbered.event());
            }
        }
        return news;
    }

    private void note(GenerationEvent event) {
        if (event instanceof Done end) {
            done++;
            end.tokens().ifPresent(used::add);
        } else if (event instanceof Failed failed) {
            failure = failed;
        }
    }

    /** Whether all was read that will ever be said. */
    boolean isOver() {
        for (int i = 0; i < cursors.length; i++) {
            if (!events.get(i).isExhausted(cursors[i])) {
                return false;
            }
        }
        return true;
    }

    /** After the end: why there is no answer; empty when there is one. */
    Optional<Failed> failure() {
        return done == 0 ? Optional.ofNullable(failure) : Optional.empty();
    }

    /** After the end: what all of them used. */
    Optional<TokensUsed> usage() {
        return used.stream().map(TokensUsed::of).reduce(TokensUsed::plus);
    }
}
