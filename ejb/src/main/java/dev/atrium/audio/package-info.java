/**
 * Facts about files of sound, without any outside program: {@link dev.atrium.audio.AudioFile} tells type and length,
 * {@link dev.atrium.audio.AudioJoin} makes one file of several. It knows nothing of who asks.
 */
package dev.atrium.audio;
