/** The portal. Pages are in the packages of their features. */
package dev.atrium.web;
