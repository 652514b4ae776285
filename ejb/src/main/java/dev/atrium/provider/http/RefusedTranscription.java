package dev.atrium.provider.http;

import dev.atrium.provider.api.TranscriptionResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for a transcription. */
@Dependent
public class RefusedTranscription extends RefusedCall<TranscriptionResult> {}
