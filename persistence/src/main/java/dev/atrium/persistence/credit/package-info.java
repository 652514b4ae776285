/** The ledger: every movement of credits is one statement here, and the database holds the invariants. */
package dev.atrium.persistence.credit;
