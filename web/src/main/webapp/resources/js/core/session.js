/** The end of the session, which is the user's wish or a surprise. */
let signingOut = false;

/** The user signs out: requests that find no session from now on are no surprise. */
export function signsOut() {
    signingOut = true;
}

/** The session has gone: the page asks for it again, which leads to the sign-in and from there back. */
export function signInAgain() {
    // A reload would call off the request that signs out.
    if (!signingOut) {
        location.reload();
    }
}
