package dev.atrium.rest.json;

/** Makes readers of bodies for tests of other packages. */
public final class RequestBodies {

    private RequestBodies() {}

    public static RequestBody upTo(int mostBytes) {
        return new RequestBody(mostBytes, mostBytes);
    }
}
