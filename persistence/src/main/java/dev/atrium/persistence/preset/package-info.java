/** Presets and their categories, as they are stored. */
package dev.atrium.persistence.preset;
