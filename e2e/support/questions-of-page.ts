import type { Page, Route } from "playwright/test";

/** The answer of a server that failed. */
export const broken = {
  status: 500,
  contentType: "application/problem+json",
  body: JSON.stringify({
    code: "internal",
    detail: "Something went wrong on our side. Try again.",
    request_id: "r-77",
  }),
};

/** What a page asks of the API and gets for it: nothing for now, a failure, or the answer. */
export class QuestionsOfPage {
  readonly #held: Route[] = [];
  #isFailing = false;

  private constructor() {}

  /** From now on nothing is answered. */
  static async hold(page: Page): Promise<QuestionsOfPage> {
    const questions = new QuestionsOfPage();
    await page.route(isQuestion, (route) => questions.#meet(route));
    return questions;
  }

  get held(): number {
    return this.#held.length;
  }

  /** What waits fails, and whatever is asked from now on. */
  async fail(): Promise<void> {
    this.#isFailing = true;
    for (const route of this.#held.splice(0)) await route.fulfill(broken);
  }

  /** The API answers again. */
  async mend(page: Page): Promise<void> {
    await page.unroute(isQuestion);
  }

  async #meet(route: Route): Promise<void> {
    if (this.#isFailing) await route.fulfill(broken);
    else this.#held.push(route);
  }
}

const isQuestion = ({ pathname }: URL) => pathname.startsWith("/api/") || pathname === "/email-health";
