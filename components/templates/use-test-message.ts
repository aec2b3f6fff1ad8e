"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import type { TestMessageBody } from "#lib/templates/contract-test-message.ts";
import { sendTestMessage } from "#lib/templates/queries.ts";

/** Sends a message to who is signed in; `problem` is what the mail server said if it did not take it. */
export function useTestMessage(onSent: () => void) {
  // One key a message until there is an answer: a request that is repeated because its answer got lost sends no second one.
  const keys = useRef(new Map<string, string>());
  const send = useMutation({
    mutationFn: (message: TestMessageBody) => sendTestMessage(message, keyOf(keys.current, message)),
    onSuccess: ({ outcome, to_email }, message) => {
      keys.current.delete(JSON.stringify(message));
      if (outcome !== "accepted") return;
      showToast({ tone: "ok", text: `The test message is on its way to ${to_email}.` });
      onSent();
    },
  });
  return { send: send.mutate, isSending: send.isPending, problem: problemOf(send.data), failure: send.error?.message };
}

function keyOf(keys: Map<string, string>, message: TestMessageBody): string {
  const text = JSON.stringify(message);
  const key = keys.get(text) ?? crypto.randomUUID();
  keys.set(text, key);
  return key;
}

function problemOf(answer: Awaited<ReturnType<typeof sendTestMessage>> | undefined): string | undefined {
  if (answer === undefined || answer.outcome === "accepted") return undefined;
  const what = answer.outcome === "refused" ? "The mail server refused it" : "Nobody knows whether it was sent";
  return `${what}: ${answer.detail}`;
}
