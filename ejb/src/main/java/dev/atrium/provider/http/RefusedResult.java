package dev.atrium.provider.http;

import dev.atrium.provider.api.TextResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for a whole answer. */
@Dependent
public class RefusedResult extends RefusedCall<TextResult> {}
