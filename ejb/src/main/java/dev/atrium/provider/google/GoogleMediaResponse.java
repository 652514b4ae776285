package dev.atrium.provider.google;

import java.util.List;
import java.util.stream.Stream;

/** The answer of {@code :generateContent} with files in it. Any of its parts may be missing. */
public record GoogleMediaResponse(
        List<Candidate> candidates,
        GoogleResponse.PromptFeedback promptFeedback,
        GoogleResponse.UsageMetadata usageMetadata) {

    /** One of the answers; Atrium asks for one. */
    public record Candidate(Content content, String finishReason) {}

    /** The answer's pieces. */
    public record Content(List<Part> parts) {}

    /** A piece: text, or a file. Drafts of an image are marked as thoughts. */
    public record Part(String text, Boolean thought, InlineData inlineData) {}

    /** A file. */
    public record InlineData(String mimeType, String data) {}

    /** The files of the answer, without those that were only thought of. */
    Stream<InlineData> files() {
        return candidate()
                .filter(candidate ->
                        candidate.content() != null && candidate.content().parts() != null)
                .flatMap(candidate -> candidate.content().parts().stream())
                .filter(part -> part.inlineData() != null && part.inlineData().data() != null)
                .filter(part -> part.thought() == null || !part.thought())
                .map(Part::inlineData);
    }

    /** Whether Google's policy kept back what was asked for. */
    boolean isBlocked() {
        boolean promptBlocked = promptFeedback != null && promptFeedback.blockReason() != null;
        return promptBlocked
                || candidate()
                        .map(Candidate::finishReason)
                        .anyMatch(reason -> reason != null
                                && (reason.contains("SAFETY")
                                        || reason.contains("PROHIBITED")
                                        || reason.contains("RECITATION")
                                        || reason.equals("BLOCKLIST")
                                        || reason.equals("SPII")));
    }

    private Stream<Candidate> candidate() {
        return candidates == null ? Stream.empty() : candidates.stream().limit(1);
    }
}
