/** Images from prompts, over HTTP. */
package dev.atrium.rest.image;
