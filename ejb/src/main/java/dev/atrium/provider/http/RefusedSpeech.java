package dev.atrium.provider.http;

import dev.atrium.provider.api.SpeechResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for speech. */
@Dependent
public class RefusedSpeech extends RefusedCall<SpeechResult> {}
