/** A session ends a week after signing in, used or not: long enough for a working week, short enough for a lost laptop. */
export const sessionDays = 7;

/** A session that nobody uses for a day has been left behind. The console asks every few seconds while a page of it is open. */
export const sessionIdleHours = 24;

/** `last_used_at` of a session is noted once a minute: exact enough for people, and one write fewer per request. */
export const sessionUseNotedEverySeconds = 60;

/**
 * Sign-in tries of all accounts together, because no client address can be trusted (a header can name any). High: it only stops
 * a flood that would keep all processors busy with password hashes (about 50 ms each).
 */
export const sharedSignInLimit = { windowSeconds: 60, max: 120 };

/** Requests for one's session and to sign out, of everybody together, in the same window: never in a person's way. */
export const generalLimitMax = 10_000;

/** Sign-in tries for one account: ten guesses in five minutes find no password of twelve characters. */
export const accountSignInLimit = { windowSeconds: 300, max: 10 };

/** Tries from one address, where the operator's proxy names it: an office behind one address signs in well within this. */
export const addressSignInLimit = { windowSeconds: 300, max: 50 };

/** Sign-in forms are two short fields. */
export const signInBodyLimitBytes = 8 * 1024;

/** `longest` is told to the sign-in library too, which refuses longer ones as wrong: nobody may get one that never works. */
export const passwordLength = { shortest: 12, longest: 128 };

/** A reset is for somebody who waits for it; an invitation may lie over a weekend. */
export const accessLinkHours = { password_reset: 24, invitation: 72 };

/** Uses of access links, of everybody together: their tokens cannot be guessed, the limit spares the processors. */
export const accessLinkLimit = { name: "access-links", max: 120, windowSeconds: 60 };

/** A code counts once (RFC 6238 §5.2); the library takes those of the neighbouring half minutes as well. */
export const codeKeptSeconds = 120;

/** `last_used_at` of a key is for people ("still in use?"): once a minute is exact enough and spares a write per request. */
export const keyUseNotedEverySeconds = 60;

export const keyLifeDays = { shortest: 1, default: 365, longest: 730 };
