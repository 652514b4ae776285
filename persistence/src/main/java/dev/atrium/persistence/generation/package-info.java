/** Every call of a provider with its usage and cost, as it is stored. */
package dev.atrium.persistence.generation;
