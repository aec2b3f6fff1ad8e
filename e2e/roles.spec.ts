import { expect } from "playwright/test";
import { openPage } from "./support/console.ts";
import { FurnishedTenant } from "./support/furnished-tenant.ts";
import { PAGES, placeOf } from "./support/pages.ts";
import { test } from "./support/test.ts";

/** What begins a change. Looking, sorting, the address and one's own account are everybody's. */
const changes =
  /^(Acknowledge|Add|Archive|Assign|Bring back|Check now|Create|Delete|Edit|Enter another|Export|Import|Invite|Manage|Mark|More actions|More for|New|Pause|Plan|Remove|Resume|Return to|Revoke|Rotate|Run now|Save|Send|Set the|Settle|Snooze|Stop|Suppress|Undo|Verify)\b/;
const forAdmins = /^(Add|Archive…|Create|Edit|Invite|Manage|Remove|Revoke|Rotate|Save)(?!\w)/;
/** What a role must not be offered, and where it may be all the same: one's own account; what operators keep in order. */
const closed = {
  viewer: { offers: changes, except: ["/account"] },
  operator: {
    offers: forAdmins,
    except: ["/account", "/campaigns", "/templates", "/prospects", "/suppressions", "/mailboxes"],
  },
};

for (const role of ["viewer", "operator"] as const) {
  test(`as ${role} every page opens, asks for nothing that is refused, and offers nothing that would be`, async ({
    browser,
  }) => {
    const furnished = await FurnishedTenant.create();
    await furnished.tenant.setRole(role);
    const page = await furnished.tenant.openBlank(browser);
    const answers: string[] = [];
    page.on("response", (answer) => answer.status() >= 400 && answers.push(`${answer.status()} ${answer.url()}`));
    for (const place of PAGES) {
      const { url, heading } = placeOf(place, furnished);
      await openPage(page, url);
      await expect.soft(page.getByRole("heading", { name: heading, level: 1 }), place.path).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      const main = page.locator("#main");
      const offers = main.getByRole("button").or(main.getByRole("link"));
      const names = await offers.evaluateAll((all) =>
        all.map((one) => (one.ariaLabel ?? one.textContent ?? "").trim()),
      );
      const rule = closed[role];
      if (rule.except.some((start) => place.path.startsWith(start))) continue;
      expect
        .soft(
          names.filter((name) => rule.offers.test(name)),
          place.path,
        )
        .toEqual([]);
    }
    expect(answers).toEqual([]);
  });
}
