/** Speech: {@link dev.atrium.speech.SpeechText} cuts a long text into pieces that a model speaks at once. */
package dev.atrium.speech;
