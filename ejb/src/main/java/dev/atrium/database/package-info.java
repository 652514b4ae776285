/** The database as the application reaches it: the data source, made from the configuration, and the schema's migrations. */
package dev.atrium.database;
