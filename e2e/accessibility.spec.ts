import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "playwright/test";

const pages = [
  ["/overview", "Overview"],
  ["/alerts", "Alerts"],
  ["/domains", "Domains"],
  ["/mailboxes", "Mailboxes"],
  ["/recontact", "Re-contact"],
  ["/prospects", "Prospects"],
  ["/prospects/import", "Import prospects"],
  ["/suppressions", "Suppressions"],
  ["/settings", "Settings"],
  ["/settings?tab=alerts", "Settings"],
  ["/jobs", "Jobs"],
] as const;

for (const colorScheme of ["light", "dark"] as const) {
  for (const [path, heading] of pages) {
    test(`${path} has no serious accessibility finding in the ${colorScheme} theme, and no error in the log`, async ({
      page,
    }) => {
      const problems: string[] = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(error.message));
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
      await expect(page.getByRole("status", { name: /Loading/ })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
      expect(
        serious.map(
          (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
        ),
      ).toEqual([]);
      expect(problems).toEqual([]);
    });
  }
}

test("a page fits a phone: nothing runs out of a 360 px wide screen", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [path, heading] of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
