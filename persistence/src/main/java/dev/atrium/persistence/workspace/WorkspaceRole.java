package dev.atrium.persistence.workspace;

/** What a member may do in a workspace; each role may do all that the ones after it may. */
public enum WorkspaceRole {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    /** Whether this role may spend the workspace's credits. */
    public boolean mayGenerate() {
        return this != VIEWER;
    }

    /** Whether this role may see and change the workspace's own keys for providers. */
    public boolean mayKeepKeys() {
        return this == OWNER || this == ADMIN;
    }
}
