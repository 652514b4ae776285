/** Transcription: {@link dev.atrium.transcription.TranscriptFormat} writes a transcript in the formats that people ask for. */
package dev.atrium.transcription;
