/**
 * Presets: prompts with gaps that a form fills. {@link dev.atrium.preset.PresetService} keeps them and makes prompts of them, {@link
 * dev.atrium.preset.PresetCategories} what they are sorted by.
 */
package dev.atrium.preset;
