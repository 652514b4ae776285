package dev.atrium.workspace;

import dev.atrium.persistence.type.Belonging;
import java.util.Objects;
import java.util.UUID;

/**
 * All content of a user who closes their account, or of a workspace that ends, is to go. Told within the transaction that does it; what
 * calls have cost stays in the ledger, without what was said in them.
 *
 * @param id of the user or the workspace
 */
public record Erasure(Belonging whose, UUID id) {

    public Erasure {
        Objects.requireNonNull(whose, "whose");
        Objects.requireNonNull(id, "id");
    }
}
