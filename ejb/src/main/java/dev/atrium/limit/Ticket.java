package dev.atrium.limit;

/** That a request was let through. It is given back at most once, in whole or its places alone. */
public interface Ticket {

    /** A request that no window knows of. */
    Ticket NONE = new Ticket() {
        @Override
        public void giveBack() {
            // Nothing was counted.
        }

        @Override
        public void giveBackLeases() {
            // Nothing was counted.
        }
    };

    /** Takes the request out of all windows again, as if it had not been. */
    void giveBack();

    /** What was under way has ended: its places are free for others, and all the rest stays counted. */
    void giveBackLeases();
}
