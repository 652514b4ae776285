/**
 * What images, speech and transcription have in common: {@link dev.atrium.studio.Workshop} asks providers for the parts of a result and has
 * them stored, {@link dev.atrium.studio.GenerationFiles} knows the files that came of a generation.
 */
package dev.atrium.studio;
