package dev.atrium.provider.google;

import java.util.List;

/** The body of {@code :generateContent} that asks for an image or for sound. What is null is not sent. */
public record GoogleMediaRequest(List<Content> contents, GenerationConfig generationConfig) {

    /** What the person says. */
    public record Content(String role, List<Part> parts) {}

    /** A piece of it. */
    public record Part(String text) {}

    /** What is to come back. */
    public record GenerationConfig(
            List<String> responseModalities, ImageConfig imageConfig, SpeechConfig speechConfig) {}

    /** The shape of an image. */
    public record ImageConfig(String aspectRatio) {}

    /** Who speaks. */
    public record SpeechConfig(VoiceConfig voiceConfig) {}

    /** One voice. */
    public record VoiceConfig(PrebuiltVoiceConfig prebuiltVoiceConfig) {}

    /** A voice by its name. */
    public record PrebuiltVoiceConfig(String voiceName) {}

    static GoogleMediaRequest of(String text, GenerationConfig config) {
        return new GoogleMediaRequest(List.of(new Content("user", List.of(new Part(text)))), config);
    }
}
