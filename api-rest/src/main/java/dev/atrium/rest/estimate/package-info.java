/** What calls would cost, over HTTP. */
package dev.atrium.rest.estimate;
