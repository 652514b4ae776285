package dev.atrium.provider;

import java.util.List;
import java.util.Optional;

/**
 * The models at one moment.
 *
 * @param preferred the model for people who have not chosen one; empty when none can be used
 * @param version changes whenever anything in the list does
 */
public record ModelList(List<ModelView> models, Optional<String> preferred, String version) {}
