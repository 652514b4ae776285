/**
 * Credits: what a call may cost at most, what it did cost, and the ledger that holds and charges it. This package knows tokens and
 * prices, and nothing of the services that use them.
 */
package dev.atrium.credit;
