package dev.atrium.provider.api;

import java.util.List;

/**
 * What a model takes in a request to speak, so that a request can be checked before it costs anything.
 *
 * @param formats the formats it speaks in, the usual one first
 * @param voices the voices that come with it, the usual one first; a provider may know others, such as own ones
 * @param textCharacters the longest text, in UTF-16 units as Java counts
 * @param speed whether its speed can be set
 * @param instructions whether it can be told how to speak
 */
public record SpeechAbilities(
        List<AudioFormat> formats, List<String> voices, int textCharacters, boolean speed, boolean instructions) {

    public SpeechAbilities {
        formats = List.copyOf(formats);
        voices = List.copyOf(voices);
    }
}
