/** Values that several features store: ids, instants, sets of words. */
package dev.atrium.persistence.type;
