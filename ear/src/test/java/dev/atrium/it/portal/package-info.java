/** The portal as people use it: in Chromium, against the built distribution, with providers that say what a test tells them. */
package dev.atrium.it.portal;
