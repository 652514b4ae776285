/** The registry of AI models with their versioned prices, as it is stored. */
package dev.atrium.persistence.model;
