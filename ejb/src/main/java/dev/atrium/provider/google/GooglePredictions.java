package dev.atrium.provider.google;

import java.util.List;

/** The answer of {@code :predict}. */
public record GooglePredictions(List<Prediction> predictions) {

    /** An image, or the reason why there is none. */
    public record Prediction(String mimeType, String bytesBase64Encoded, String raiFilteredReason, String prompt) {}
}
