package dev.atrium.provider.google;

import java.util.List;

/** The body of {@code :predict}. What is null is not sent. */
public record GooglePredictRequest(List<Instance> instances, Parameters parameters) {

    /** What is to be seen. */
    public record Instance(String prompt) {}

    /** How often, and in which shape. */
    public record Parameters(int sampleCount, String aspectRatio) {}
}
