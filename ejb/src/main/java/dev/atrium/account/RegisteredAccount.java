package dev.atrium.account;

import java.util.UUID;

/**
 * An account that was opened.
 *
 * @param email the address, in lower case
 * @param workspaceId the personal workspace that came with it
 */
public record RegisteredAccount(UUID userId, String email, UUID workspaceId) {}
