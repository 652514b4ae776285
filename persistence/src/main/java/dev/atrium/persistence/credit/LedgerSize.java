package dev.atrium.persistence.credit;

/** How many rows the ledger has. */
public record LedgerSize(long accounts, long transfers, long reservations) {}
