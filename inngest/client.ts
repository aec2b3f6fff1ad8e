import { Inngest } from "inngest";

/**
 * The app towards its job runner. Address and keys come from the environment at run time (INNGEST_BASE_URL, INNGEST_EVENT_KEY,
 * INNGEST_SIGNING_KEY), so one build serves everywhere; calls are always signed.
 */
export const inngest = new Inngest({ id: "outreach-console", isDev: false });
