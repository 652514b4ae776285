/**
 * How the API says no: every failure becomes an {@code application/problem+json} document of RFC 9457, and is logged once, here.
 */
package dev.atrium.rest.problem;
