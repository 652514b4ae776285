/** What people did that others may have to know of, as it is stored: added to, and never changed. */
package dev.atrium.persistence.audit;
