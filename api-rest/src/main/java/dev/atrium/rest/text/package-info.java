/** Text from prompts, over HTTP. */
package dev.atrium.rest.text;
