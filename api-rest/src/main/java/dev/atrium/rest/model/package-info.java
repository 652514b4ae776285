/** The models that can be asked, over HTTP. */
package dev.atrium.rest.model;
