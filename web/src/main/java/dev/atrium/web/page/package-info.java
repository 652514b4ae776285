/** What every page of the portal needs: its address, its language and look, its texts, and the headers that protect it. */
package dev.atrium.web.page;
