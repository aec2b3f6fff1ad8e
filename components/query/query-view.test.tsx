import { QueryObserver } from "@tanstack/react-query";
import { PathnameContext, SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "#lib/query/api-error.ts";
import { createQueryClient } from "./create-query-client.ts";
import { QueryView } from "./query-view.tsx";

const broken = new ApiError(500, {
  code: "internal",
  detail: "Something went wrong on our side. Try again.",
  errors: [],
  requestId: "r-77",
  body: {},
});

const refusedBody = { code: "validation_failed", detail: "1 field is wrong.", requestId: null, body: {} };

let answer: () => Promise<string>;
let observer: QueryObserver<string>;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  observer = new QueryObserver(createQueryClient(), { queryKey: [] as readonly unknown[], queryFn: () => answer() });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function ask(first: () => Promise<string>): Promise<void> {
  answer = first;
  stop = observer.subscribe(() => {});
  await vi.runAllTimersAsync();
}

type Shown = ReactElement<{ onRetry?: () => void }>;

/** The view as an element; a QueryView has no state of its own. */
function view(): Shown {
  return QueryView({
    query: observer.getCurrentResult() as never,
    what: "The domains",
    skeleton: <p>Loading</p>,
    children: (name: string) => <p>{name}</p>,
  }) as Shown;
}

const markup = () => renderToStaticMarkup(view());

it("keeps the place while the answer is awaited, and nothing of it when the answer is there", async () => {
  const held = Promise.withResolvers<string>();
  await ask(() => held.promise);
  expect(markup()).toBe("<p>Loading</p>");
  held.resolve("one.example");
  await vi.runAllTimersAsync();
  expect(markup()).toBe("<p>one.example</p>");
});

it("says what failed with the request to name, and shows it after a retry", async () => {
  await ask(() => Promise.reject(broken));
  for (const part of ["The domains could not be loaded", "Something went wrong on our side", "Request r-77"])
    expect(markup()).toContain(part);
  answer = async () => "one.example";
  view().props.onRetry?.();
  await vi.runAllTimersAsync();
  expect(markup()).toBe("<p>one.example</p>");
});

/** The view at that page of the console. */
function at(query: string): string {
  return renderToStaticMarkup(
    <PathnameContext.Provider value="/prospects">
      <SearchParamsContext.Provider value={new URLSearchParams(query)}>{view()}</SearchParamsContext.Provider>
    </PathnameContext.Provider>,
  );
}

it("leads whose session has ended over the login page back to here, with the last known state or without one", async () => {
  const ended = new ApiError(401, { ...refusedBody, code: "unauthenticated", errors: [] });
  await ask(() => Promise.reject(ended));
  expect(at("status=bounced")).toContain('href="/login?next=%2Fprospects%3Fstatus%3Dbounced"');
  answer = async () => "one.example";
  await observer.refetch();
  answer = () => Promise.reject(ended);
  await observer.refetch();
  expect(at("")).toContain("<p>one.example</p>");
  expect(at("")).toContain('href="/login?next=%2Fprospects"');
});

it("leads on from an address that asks for what there is not", async () => {
  const errors = [{ field: "cycle", message: "must be a number" }];
  const refusal = { ...refusedBody, errors };
  await ask(() => Promise.reject(new ApiError(400, refusal)));
  for (const part of ["The domains could not be loaded", "cycle: must be a number", "Clear this filter"])
    expect(at("cycle=abc")).toContain(part);
  expect(at("cycle=abc")).not.toContain("Try again");
  expect(at("")).toContain("Try again");
});

it("says what failed while it is tried again, so that no skeleton comes and goes", async () => {
  await ask(() => Promise.reject(broken));
  const held = Promise.withResolvers<string>();
  answer = () => held.promise;
  const asked = observer.refetch();
  expect(markup()).toContain("The domains could not be loaded");
  expect(markup()).toContain("Trying again");
  held.resolve("one.example");
  await asked;
  expect(markup()).toBe("<p>one.example</p>");
});

it("keeps the last known state and says so when it cannot be refreshed, until it can", async () => {
  await ask(async () => "one.example");
  answer = () => Promise.reject(broken);
  const failed = observer.refetch();
  await vi.runAllTimersAsync();
  await failed;
  expect(markup()).toContain("this is the last known state");
  expect(markup()).toContain("<p>one.example</p>");
  answer = async () => "one.example";
  await observer.refetch();
  expect(markup()).toBe("<p>one.example</p>");
});
