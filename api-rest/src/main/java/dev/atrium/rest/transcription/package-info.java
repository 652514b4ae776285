/** Text from recordings, over HTTP. */
package dev.atrium.rest.transcription;
