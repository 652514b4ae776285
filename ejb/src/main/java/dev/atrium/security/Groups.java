package dev.atrium.security;

/** The roles of the application, for {@code @RolesAllowed}. */
public final class Groups {

    /** Everyone who is signed in. */
    public static final String USER = "user";

    /** Who administers the whole organisation. */
    public static final String ADMIN = "admin";

    private Groups() {}
}
