import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { loginPath, PAGE_PATH_HEADER } from "#lib/shared/return-path.ts";
import { auth } from "./auth.ts";
import { readSession, type SessionInfo } from "./read-session.ts";

const currentSession = cache(async () => readSession(auth(), await headers()));

/**
 * The signed-in person for a page; await it at the top of the page, above any Suspense boundary, so that the redirect to the
 * login page, from which one comes back here, is a real one. Read once per request.
 */
export async function requireSession(): Promise<SessionInfo> {
  const session = await currentSession();
  if (!session) redirect(loginPath((await headers()).get(PAGE_PATH_HEADER)));
  return session;
}

/** The same without a redirect: null when nobody is signed in. */
export async function optionalSession(): Promise<SessionInfo | null> {
  return currentSession();
}
