/** The architecture as rules over the compiled classes of all modules. */
package dev.atrium.architecture;
