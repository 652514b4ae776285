package dev.atrium.provider.http;

import dev.atrium.provider.api.ModelListing;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for a list of models. */
@Dependent
public class RefusedListing extends RefusedCall<ModelListing> {}
