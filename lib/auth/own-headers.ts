/** Carries the client's address into the sign-in library. Requests to it are made by us, so no client can set it. */
export const addressHeader = "x-outreach-client-address";
