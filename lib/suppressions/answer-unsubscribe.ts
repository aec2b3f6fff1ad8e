import type { EngineContext } from "#lib/engine/context.ts";
import { describeUnsubscribeLink, unsubscribe } from "./unsubscribe.ts";
import { askPage, donePage, tryAgainPage, unknownLinkPage } from "./unsubscribe-page.ts";

/** GET of a link: a page with a button. It changes nothing, because mail scanners open every link (SPEC §7). */
export async function showUnsubscribePage(ctx: EngineContext, token: string): Promise<Response> {
  return answer(ctx, async () => {
    const link = await describeUnsubscribeLink(ctx, token);
    return link === null ? unknownLinkPage() : askPage(link.tenantName);
  });
}

/** POST, by the button or by a mail program in one click (RFC 8058): acts at once and answers itself, without redirect or cookies. */
export async function acceptUnsubscribe(ctx: EngineContext, token: string): Promise<Response> {
  return answer(ctx, async () => {
    const result = await unsubscribe(ctx, token);
    return result.kind === "unsubscribed" ? donePage(result.tenantName) : unknownLinkPage();
  });
}

/** A wish that could not be stored must not look like one that was: 503, and mail programs try again. */
async function answer(ctx: EngineContext, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    ctx.log.error({ err: error }, "an unsubscribe request failed");
    return tryAgainPage();
  }
}
