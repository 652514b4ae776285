/** Text from Google's Gemini API. The door is the port, whose implementation is a bean. */
package dev.atrium.provider.google;
