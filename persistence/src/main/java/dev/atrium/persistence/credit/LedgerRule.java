package dev.atrium.persistence.credit;

/** What must hold of the ledger at every instant. */
public enum LedgerRule {
    /** The balance of an account is the sum of its entries. */
    BALANCE_IS_SUM_OF_ENTRIES,
    /** What an account has reserved is the sum of its pending reservations. */
    RESERVED_IS_PENDING,
    /** What is left in the sources of an account is its balance. */
    SOURCES_ARE_BALANCE,
    /** No account has less than nothing available. */
    NOTHING_BELOW_ZERO,
    /** All accounts of the ledger together have nothing: what one has, another one gave. */
    ACCOUNTS_SUM_TO_ZERO,
    /** What a reservation says was captured is its transfer, from its account. */
    CAPTURED_IS_TRANSFERRED,
    /** No reservation is pending long after its deadline. */
    NO_RESERVATION_OVERDUE,
    /** The credits of a generation are the sum of its transfers, which is nothing for one that failed. */
    GENERATION_IS_CHARGED,
    /** A generation that runs has a pending reservation, and one that has ended a resolved one. */
    GENERATION_AND_RESERVATION_END_TOGETHER
}
