/** The page of models. */
package dev.atrium.web.model;
