/** The pages for administrators of the organisation. */
package dev.atrium.web.admin;
