/**
 * The HTTP API as programs use it, from sign-up to the last credit: against the built distribution, with providers that do what a test tells
 * them.
 */
package dev.atrium.it.api;
