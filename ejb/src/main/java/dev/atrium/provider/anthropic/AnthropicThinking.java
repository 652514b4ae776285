package dev.atrium.provider.anthropic;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.api.TextRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model is asked to think. Models up to 4.5 take a budget of tokens, those from 4.7 refuse one and take an effort; 4.6
 * takes both. Thinking excludes sampling parameters and the obligation to call a tool, and cannot begin while results of tools
 * are handed in whose calls came without thoughts: Anthropic wants those back with its signature, which other vendors' answers
 * and most clients do not have. As thinking is only a wish, it gives way.
 */
record AnthropicThinking(Optional<AnthropicRequest.Thinking> thinking, Optional<String> effort) {

    private static final Pattern VERSION = Pattern.compile("claude-(?:[a-z]+-)?(\\d)(?:-(\\d{1,2})(?=-|$))?.*");
    private static final int NEWEST = 99;
    private static final int LEAST_BUDGET = 1024;

    static AnthropicThinking of(TextRequest request) {
        Reasoning wanted = request.features().reasoning();
        int version = version(request.model());
        return new AnthropicThinking(
                wanted.visible() && mayThink(request)
                        ? thinking(version, request.maxTokens(), wanted)
                        : Optional.empty(),
                wanted.effort()
                        .filter(effort -> effort != Effort.NONE)
                        .flatMap(effort -> effort(request.model(), version, effort)));
    }

    /** 45 for Claude 4.5; models whose name tells nothing are taken for new ones. */
    private static int version(String model) {
        Matcher matcher = VERSION.matcher(model);
        if (!matcher.matches()) {
            return NEWEST;
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Integer.parseInt(matcher.group(1)) * 10 + Math.min(minor, 9);
    }

    private static boolean mayThink(TextRequest request) {
        List<ChatMessage> messages = request.messages();
        boolean handsInResults = messages.get(messages.size() - 1).role() == ChatMessage.Role.TOOL;
        return !handsInResults && !request.features().tools().isForced();
    }

    private static Optional<AnthropicRequest.Thinking> thinking(int version, int maxTokens, Reasoning wanted) {
        if (version >= 46) {
            return Optional.of(new AnthropicRequest.Thinking("adaptive", "summarized", null));
        }
        int budget = Math.min(budget(wanted.effort().orElse(Effort.MEDIUM)), maxTokens / 2);
        return version >= 37 && budget >= LEAST_BUDGET
                ? Optional.of(new AnthropicRequest.Thinking("enabled", null, budget))
                : Optional.empty();
    }

    private static int budget(Effort effort) {
        return switch (effort) {
            case NONE, MINIMAL -> LEAST_BUDGET;
            case LOW -> 2 * LEAST_BUDGET;
            case MEDIUM -> 8 * LEAST_BUDGET;
            case HIGH -> 16 * LEAST_BUDGET;
            case XHIGH, MAX -> 32 * LEAST_BUDGET;
        };
    }

    private static Optional<String> effort(String model, int version, Effort effort) {
        Set<Effort> known = EnumSet.range(Effort.LOW, Effort.HIGH);
        if (version >= 47) {
            known.add(Effort.XHIGH);
        }
        if (version >= 46) {
            known.add(Effort.MAX);
        } else if (!model.contains("opus-4-5")) {
            return Optional.empty();
        }
        return Optional.of(effort.nearest(known).name().toLowerCase(Locale.ROOT));
    }
}
