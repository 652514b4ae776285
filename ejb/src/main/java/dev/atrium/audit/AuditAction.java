package dev.atrium.audit;

import java.util.Locale;

/** What the audit log takes down of accounts and workspaces. */
public enum AuditAction {
    SIGN_IN,
    SIGN_IN_REFUSED,
    ACCOUNT_OPENED,
    ACCOUNT_CLOSED,
    ACCOUNT_EXPORTED,
    EMAIL_VERIFIED,
    EMAIL_CHANGE_REQUESTED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    WORKSPACE_CREATED,
    WORKSPACE_CHANGED,
    WORKSPACE_DELETED,
    WORKSPACE_TRANSFERRED,
    MEMBER_INVITED,
    INVITATION_REVOKED,
    MEMBER_ADDED,
    MEMBER_CHANGED,
    MEMBER_REMOVED,
    CREDITS_GRANTED,
    CREDITS_CORRECTED;

    /** As it is stored and answered: {@code sign-in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
