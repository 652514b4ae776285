/**
 * Files that people upload or Atrium generates. {@link dev.atrium.media.FileService} checks, keeps, opens and deletes them; {@link
 * dev.atrium.media.MediaStore} has their bytes, in a directory or in any S3-compatible store; {@link dev.atrium.media.MediaTypes}, {@link
 * dev.atrium.media.Images} and {@link dev.atrium.media.TextExtraction} look into them.
 */
package dev.atrium.media;
