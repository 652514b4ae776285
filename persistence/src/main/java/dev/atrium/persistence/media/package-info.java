/** The files that were uploaded or generated. Their bytes are elsewhere. */
package dev.atrium.persistence.media;
