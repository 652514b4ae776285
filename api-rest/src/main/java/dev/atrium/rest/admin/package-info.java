/** What only administrators of the organisation may see and do. */
package dev.atrium.rest.admin;
