package dev.atrium.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.atrium.persistence.workspace.PlanLimits;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.NetworkRange;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which limits there are, from the configuration and from the workspace's plan, which goes first. A limit of zero is none. Days and months are
 * those of UTC.
 */
@ApplicationScoped
public class Limits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** How long a change of a plan may go unseen. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final int MOST_WORKSPACES = 10_000;

    @Inject
    private Configuration configuration;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private Clock clock;

    private static final List<String> NAMES = List.of(
            "user-text-per-minute",
            "user-image-per-minute",
            "user-speech-per-minute",
            "user-transcription-per-minute",
            "user-embedding-per-minute",
            "user-moderation-per-minute",
            "workspace-per-hour",
            "workspace-per-day",
            "workspace-per-month",
            "workspace-concurrent",
            "address-per-minute",
            "sign-up-per-hour",
            "password-reset-per-hour");

    private Map<String, Integer> configured;
    private List<NetworkRange> exempt;
    private LoadingCache<UUID, PlanLimits> plans;
    private Duration longestGeneration;

    @PostConstruct
    void read() {
        configured = NAMES.stream().collect(Collectors.toMap(Function.identity(), this::configured));
        exempt = configuration
                .value(
                        "atrium.limit.exempt-addresses",
                        "must be a list of network addresses, such as 10.0.0.0/8, with commas between them",
                        NetworkRange::list)
                .orElse(List.of());
        plans = Caffeine.newBuilder()
                .maximumSize(MOST_WORKSPACES)
                .expireAfterWrite(FRESH)
                .build(workspaces::planLimits);
        longestGeneration = configuration.required(
                "atrium.generation.max-duration",
                "must be a duration above zero in the form of ISO 8601, such as PT10M",
                Duration::parse);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first request.
    }

    /** For a generation: the user's limit of the service, the workspace's of all services, and its places. */
    public List<Window> generation(UUID userId, UUID workspaceId, String service) {
        PlanLimits plan = plans.get(workspaceId);
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate month = today.withDayOfMonth(1);
        List<Window> windows = new ArrayList<>();
        sliding("user-" + service.toLowerCase(Locale.ROOT) + "-per-minute", userId.toString(), MINUTE)
                .ifPresent(windows::add);
        String workspace = workspaceId.toString();
        limit("workspace-per-hour", plan.requestsPerHour())
                .ifPresent(most -> windows.add(Window.sliding("workspace-per-hour", workspace, most, HOUR)));
        limit("workspace-per-day", plan.requestsPerDay())
                .ifPresent(most -> windows.add(Window.period(
                        "workspace-per-day", workspace, today.toString(), most, now, start(today.plusDays(1)))));
        limit("workspace-per-month", plan.requestsPerMonth())
                .ifPresent(most -> windows.add(Window.period(
                        "workspace-per-month",
                        workspace,
                        month.toString().substring(0, 7),
                        most,
                        now,
                        start(month.plusMonths(1)))));
        limit("workspace-concurrent", plan.concurrentGenerations())
                .ifPresent(
                        most -> windows.add(Window.lease("workspace-concurrent", workspace, most, longestGeneration)));
        return windows;
    }

    /** What a workspace's requests come nearest to first, to be looked at by those that cost nothing. */
    public List<Window> overview(UUID workspaceId) {
        return limit("workspace-per-hour", plans.get(workspaceId).requestsPerHour()).stream()
                .mapToObj(most -> Window.sliding("workspace-per-hour", workspaceId.toString(), most, HOUR)
                        .looking())
                .toList();
    }

    /** For any request by a client's address. */
    public List<Window> request(String address) {
        return byAddress("address-per-minute", address, MINUTE);
    }

    /** For opening an account. */
    public List<Window> signUp(String address) {
        return byAddress("sign-up-per-hour", address, HOUR);
    }

    /** For asking for a new password. */
    public List<Window> passwordReset(String address) {
        return byAddress("password-reset-per-hour", address, HOUR);
    }

    private List<Window> byAddress(String name, String address, Duration length) {
        return exempt.stream().anyMatch(range -> range.contains(address))
                ? List.of()
                : sliding(name, address, length).stream().toList();
    }

    private Optional<Window> sliding(String name, String subject, Duration length) {
        OptionalInt most = limit(name, Optional.empty());
        return most.isPresent()
                ? Optional.of(Window.sliding(name, subject, most.getAsInt(), length))
                : Optional.empty();
    }

    private OptionalInt limit(String name, Optional<Integer> ofPlan) {
        int limit = ofPlan.orElseGet(() -> configured.get(name));
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private int configured(String name) {
        return configuration.required(
                "atrium.limit." + name, "must be a whole number, zero for no limit", Limits::number);
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 0) {
            throw new IllegalArgumentException("below zero");
        }
        return number;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
