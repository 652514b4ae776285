/**
 * What the application is told and what it remembers: {@link dev.atrium.settings.Configuration} reads and checks what the
 * operator configured, {@link dev.atrium.settings.SecretSettings} keeps secrets made at run time, encrypted under the
 * {@link dev.atrium.settings.MasterKey}.
 */
package dev.atrium.settings;
