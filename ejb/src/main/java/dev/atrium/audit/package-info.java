/**
 * Who did what to what, from where: {@link dev.atrium.audit.AuditLog} takes it down within the transaction that does it, so that nothing
 * happens unrecorded and nothing is recorded that did not happen.
 */
package dev.atrium.audit;
