package dev.atrium.persistence.credit;

/** Why credits move. */
public enum TransferKind {
    /** Given by an administrator or at sign-up. */
    GRANT,
    /** The monthly allowance of a plan. */
    ALLOWANCE,
    /** Given with an expiry. */
    BONUS,
    /** The cost of a call, up to its reservation. */
    CAPTURE,
    /** What a call cost above its reservation. */
    EXCESS,
    /** What was left of a source when it expired. */
    EXPIRY,
    /** A mistake is mended by adding. */
    CORRECTION
}
