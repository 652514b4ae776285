package dev.atrium.provider.http;

import dev.atrium.provider.api.ImageResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for images. */
@Dependent
public class RefusedImages extends RefusedCall<ImageResult> {}
