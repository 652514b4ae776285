package dev.atrium.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a personal access token may be used for. No scope includes another. */
public enum Scope {
    /** Asking models, with what belongs to it: files to send, results to fetch. */
    GENERATE,
    /** Reading everything that is not administration. */
    READ,
    /** Changing conversations, presets and files. */
    WRITE,
    /** Administering workspaces and, for administrators, the organisation; as far as the user may. */
    ADMIN;

    /** What a token gets that asks for none. */
    public static final Set<Scope> USUAL = Set.of(GENERATE, READ, WRITE);

    /** As it is written on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Stream.of(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
