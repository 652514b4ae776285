/**
 * Text from recordings: {@link dev.atrium.transcription.TranscriptService} has them transcribed, keeps recording and transcript, and tells the
 * transcript in the formats of {@link dev.atrium.transcription.TranscriptFormat}.
 */
package dev.atrium.transcription;
