/** Files: uploaded, shown in whole or in part, deleted. */
package dev.atrium.rest.file;
