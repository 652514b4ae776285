package dev.atrium.persistence.model;

import java.util.Set;

/**
 * What a model that makes images or sound lets people choose, the usual one first; each is empty where there is nothing to choose.
 *
 * @param sizes of images, such as {@code 1024x1024}
 * @param qualities of images, such as {@code high}
 * @param styles of images, such as {@code vivid}
 * @param voices of speech
 * @param formats of files that it makes, or takes for a transcription
 */
public record MediaChoices(
        Set<String> sizes, Set<String> qualities, Set<String> styles, Set<String> voices, Set<String> formats) {

    public static final MediaChoices NONE = new MediaChoices(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
}
