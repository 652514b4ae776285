package dev.atrium.persistence.credit;

/**
 * What a workspace has.
 *
 * @param balance the sum of its entries in the ledger
 * @param reserved the part of it that is held for running calls
 */
public record Balance(Credits balance, Credits reserved) {

    /** What may still be spent; never negative. */
    public Credits available() {
        return balance.minus(reserved);
    }
}
