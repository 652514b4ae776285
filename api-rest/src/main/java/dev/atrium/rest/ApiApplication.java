package dev.atrium.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API's address. Resources and providers are found by their annotations. */
@ApplicationPath("api")
public class ApiApplication extends Application {}
