package dev.atrium.persistence.type;

/** To whom content belongs: it goes with either. */
public enum Belonging {
    USER("user_id"),
    WORKSPACE("workspace_id");

    private final String column;

    Belonging(String column) {
        this.column = column;
    }

    /** The column of the tables of content that names it. */
    public String column() {
        return column;
    }
}
