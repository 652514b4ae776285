package dev.atrium.provider.http;

import dev.atrium.provider.api.TextStream;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that open a stream. */
@Dependent
public class RefusedStream extends RefusedCall<TextStream> {}
