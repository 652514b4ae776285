/** JSON in and out: how values are written, and how the body of a request becomes a record or a list of what is wrong with it. */
package dev.atrium.rest.json;
