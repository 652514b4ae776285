package dev.atrium.provider;

import java.util.List;

/**
 * The models at one moment.
 *
 * @param version changes whenever anything in the list does
 */
public record ModelList(List<ModelView> models, String version) {}
