/** What the OpenAPI document says that holds for the whole API. It is made at build time. */
package dev.atrium.rest.openapi;
