/** Presets and their categories, over HTTP. */
package dev.atrium.rest.preset;
