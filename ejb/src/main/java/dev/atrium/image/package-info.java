/** Images from prompts: {@link dev.atrium.image.ImageService} makes them and keeps them as files. */
package dev.atrium.image;
