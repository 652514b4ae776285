package dev.atrium.provider.google;

import java.util.List;

/** A message, in either direction. */
public record GoogleContent(String role, List<Part> parts) {

    /** A piece of it: text, or a thought where it says so, or something that Atrium does not ask for. */
    public record Part(String text, Boolean thought) {

        boolean isThought() {
            return thought != null && thought;
        }
    }
}
