/** How fast the ledger is, compared with the same SQL sent by nothing but the driver. */
package dev.atrium.benchmark;
