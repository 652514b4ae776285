/** Tests of the whole, run against the distribution as people start it. */
package dev.atrium.it;
