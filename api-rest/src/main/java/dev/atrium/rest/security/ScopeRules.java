package dev.atrium.rest.security;

import static dev.atrium.security.Scope.ADMIN;
import static dev.atrium.security.Scope.GENERATE;
import static dev.atrium.security.Scope.READ;
import static dev.atrium.security.Scope.WRITE;

import dev.atrium.security.Scope;
import java.util.List;
import java.util.Set;

/**
 * Which scopes of personal access tokens open which address. What touches the account itself and its ways in is closed to all of them: a token
 * that could make tokens would have no bounds.
 */
final class ScopeRules {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private ScopeRules() {}

    /**
     * The scopes of which one is enough; none when tokens are not let in at all.
     *
     * @param path below {@code /api/}
     */
    static Set<Scope> opening(String method, String path) {
        boolean reads = READING.contains(method);
        List<String> parts = List.of(path.replaceAll("^/+|/+$", "").split("/+"));
        String last = parts.get(parts.size() - 1);
        return switch (parts.get(0)) {
            case "ai", "openai" -> reads ? Set.of(GENERATE, READ) : Set.of(GENERATE);
            case "files" -> reads ? Set.of(GENERATE, READ) : Set.of(GENERATE, WRITE);
            case "conversations" -> conversations(reads, last);
            case "workspaces" -> workspaces(method, reads, parts, last);
            case "admin" -> Set.of(ADMIN);
            case "users" -> reads && !last.equals("export") ? Set.of(READ) : Set.of();
            case "tokens", "auth" -> Set.of();
            default -> reads ? Set.of(READ) : Set.of(WRITE);
        };
    }

    private static Set<Scope> conversations(boolean reads, String last) {
        if (reads) {
            return Set.of(READ);
        }
        return last.equals("messages") || last.equals("regenerate") ? Set.of(GENERATE) : Set.of(WRITE);
    }

    private static Set<Scope> workspaces(String method, boolean reads, List<String> parts, String last) {
        if (parts.contains("provider-keys")) {
            return Set.of(ADMIN);
        }
        if (reads) {
            return last.equals("current") ? Set.of(READ, GENERATE, ADMIN) : Set.of(READ, ADMIN);
        }
        boolean ofTheUser = parts.size() == 1
                || method.equals("DELETE") && parts.size() == 2
                || last.equals("transfer")
                || last.equals("switch");
        return ofTheUser ? Set.of() : Set.of(ADMIN);
    }
}
