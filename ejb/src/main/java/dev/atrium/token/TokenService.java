package dev.atrium.token;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.credit.Budgets;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.token.AccessToken;
import dev.atrium.persistence.token.AccessTokenRepository;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.security.PersonalTokens;
import dev.atrium.security.Scope;
import dev.atrium.security.TokenSecret;
import dev.atrium.workspace.WorkspaceService;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user's personal access tokens. */
@Stateless
public class TokenService {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MODEL = 200;

    /** Bounds what one user can fill the database with. */
    private static final int MOST_TOKENS = 100;

    private static final int MOST_MODELS = 100;

    @Inject
    private AccessTokenRepository tokens;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private Budgets budgets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** A token that was made, with its secret, which nobody can be told again. */
    public record Created(TokenView token, TokenSecret secret) {}

    /** Some tokens, and how many there are in all. */
    public record Page(List<TokenView> items, long total) {}

    /** The caller's tokens that were not revoked, the newest first. */
    public Page list(Caller caller, int offset, int limit) {
        List<TokenView> items = tokens.findAll(caller.userId(), offset, limit).stream()
                .map(this::view)
                .toList();
        return new Page(items, tokens.count(caller.userId()));
    }

    /**
     * Makes a token.
     *
     * @throws Refusal {@code INVALID_REQUEST} with a message for each wrong field; {@code CONFLICT} when there are too many already
     */
    public Created create(Caller caller, NewToken wanted) {
        Instant now = clock.instant();
        check(wanted, now);
        wanted.workspaceId().ifPresent(id -> requireWorkspace(caller, id));
        if (tokens.count(caller.userId()) >= MOST_TOKENS) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "You have " + MOST_TOKENS + " access tokens. Revoke some that you do not need.");
        }
        Set<String> scopes = wanted.scopes().isEmpty()
                ? Scope.USUAL.stream().map(Scope::word).collect(Collectors.toSet())
                : wanted.scopes();
        TokenSecret secret = TokenSecret.random(PersonalTokens.PREFIX);
        AccessToken token = new AccessToken(
                UuidV7.next(),
                caller.userId(),
                wanted.name().strip(),
                secret.hash(),
                new AccessToken.Grant(
                        wanted.workspaceId(),
                        scopes,
                        wanted.models(),
                        wanted.monthlyBudget(),
                        wanted.budgetHard(),
                        wanted.expiresAt()),
                now);
        tokens.add(token);
        audit.record(
                caller.actor(),
                AuditAction.TOKEN_CREATED,
                Subject.of("token", token.id()),
                Map.of("name", token.name(), "scopes", scopes.stream().sorted().collect(Collectors.joining(" "))));
        return new Created(view(token), secret);
    }

    private static void check(NewToken wanted, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.add(new FieldError("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        if (wanted.scopes().stream().anyMatch(word -> Scope.of(word).isEmpty())) {
            String words = Stream.of(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
            errors.add(new FieldError("scopes", "must be some of " + words));
        }
        if (wanted.models().size() > MOST_MODELS
                || wanted.models().stream().anyMatch(model -> model.isBlank() || model.length() > LONGEST_MODEL)) {
            errors.add(new FieldError("models", "must be at most " + MOST_MODELS + " ids of models"));
        }
        if (wanted.monthlyBudget()
                .filter(budget -> budget.compareTo(Credits.ZERO) < 0)
                .isPresent()) {
            errors.add(new FieldError("monthlyBudget", "must be zero or more"));
        }
        if (wanted.expiresAt().filter(expiry -> !expiry.isAfter(now)).isPresent()) {
            errors.add(new FieldError("expiresAt", "must lie in the future"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }

    private void requireWorkspace(Caller caller, UUID workspaceId) {
        boolean member = workspaces.list(caller).stream()
                .anyMatch(workspace -> workspace.id().equals(workspaceId));
        if (!member) {
            throw Refusal.invalid("workspaceId", "is of no workspace that you belong to");
        }
    }

    /**
     * Revokes a token: the next request with it is refused, on every node.
     *
     * @throws Refusal {@code NOT_FOUND} when the caller has no such token, or not any more
     */
    public void revoke(Caller caller, UUID id) {
        AccessToken token = tokens.find(caller.userId(), id).orElseThrow(() -> Refusal.notFound("access token"));
        token.revoke(clock.instant());
        audit.record(caller.actor(), AuditAction.TOKEN_REVOKED, Subject.of("token", id), Map.of("name", token.name()));
    }

    private TokenView view(AccessToken token) {
        return TokenView.of(token, token.grant().monthlyBudget().map(budget -> budgets.spent(token.id())));
    }
}
