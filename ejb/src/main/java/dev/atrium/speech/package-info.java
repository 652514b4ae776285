/** Speech from texts: {@link dev.atrium.speech.SpeechService} has them spoken, long ones in pieces, and keeps the sound as a file. */
package dev.atrium.speech;
