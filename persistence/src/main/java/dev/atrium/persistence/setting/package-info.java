/** Settings that are made at run time and shared by all nodes. */
package dev.atrium.persistence.setting;
