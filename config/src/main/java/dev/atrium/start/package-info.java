/** What {@code java -jar atrium.jar} runs first: it only sets up the class loaders. */
package dev.atrium.start;
