/** What only administrators of the organisation may do, over HTTP: every resource here is {@code @ForAdmins}. */
package dev.atrium.rest.admin;
