import { expect } from "playwright/test";
import { openPage } from "./support/console.ts";
import { test } from "./support/test.ts";

// The URL as the state of a page: what Back undoes, what a wrong one says, and that signing in keeps it.
const words = ["pr", "priy", "priya"];

test("Back takes off what was typed as a whole, and leaves the filter that was chosen before", async ({ page }) => {
  await openPage(page, "/prospects");
  const status = page.getByLabel("Status", { exact: true });
  const search = page.getByLabel("Company, name or address");
  await status.selectOption("contacted");
  for (const part of words) {
    await search.fill(part);
    await expect(page).toHaveURL(new RegExp(`q=${part}$`));
  }
  await page.goBack();
  await expect(search).toHaveValue("");
  await expect(page).toHaveURL(/\/prospects\?status=contacted$/);
  await page.goForward();
  await expect(search).toHaveValue("priya");
  await page.goBack();
  await page.goBack();
  await expect(status).toHaveValue("");
});

test("a wrong address says what is wrong with it, and leads on without it", async ({ page }) => {
  await openPage(page, "/prospects?status=bogus&cycle=abc&q=nobody-is-called-so");
  const failure = page.getByRole("alert").filter({ hasText: "The prospects could not be loaded" });
  await expect(failure).toContainText(/status: .*; cycle: /);
  await failure.getByRole("button", { name: "Clear these filters" }).click();
  await expect(page).toHaveURL(/\/prospects\?q=nobody-is-called-so$/);
  await expect(page.getByText("No prospect fits these filters")).toBeVisible();

  await openPage(page, "/audit?cursor=garbage");
  await page.getByRole("button", { name: "First page" }).click();
  await expect(page).toHaveURL(/\/audit$/);
  await expect(page.getByRole("region", { name: "Audit log" })).toBeVisible();
});
