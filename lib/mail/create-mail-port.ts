import { createHash } from "node:crypto";
import { outgoingRules } from "#lib/http/outgoing-url.ts";
import type { Resolve } from "#lib/http/safe-fetch.ts";
import { checkSimulator, deliverToSimulator, type SimulatorOptions } from "./simulator-client.ts";
import { createSmtpClient, type SmtpClient } from "./smtp-client.ts";
import type { DeliveryOutcome, MailPort, MailTransport } from "./types.ts";

/** Old settings' clients finish what they are sending before they go. */
const maxClients = 500;

export type MailPortOptions = SimulatorOptions & {
  /** of the names of mail servers; the system's resolver unless given */
  resolve?: Resolve;
};

/** The mail port: SMTP clients pooled per connection and replaced when its settings change, and the simulator over HTTP. */
export function createMailPort(options: MailPortOptions): MailPort {
  const network = { rules: outgoingRules(options.appUrl), resolve: options.resolve };
  const clients = new Map<string, { version: string; client: SmtpClient }>();

  function smtpClient(transport: MailTransport): SmtpClient {
    const version = versionOf(transport);
    const known = clients.get(transport.connectionId);
    if (known?.version === version) return known.client;
    const client = createSmtpClient(transport, network);
    known?.client.close();
    clients.set(transport.connectionId, { version, client });
    if (clients.size > maxClients) dropOldest(clients);
    return client;
  }

  return {
    deliver: async (transport, message) => {
      if (transport.kind === "simulator") return deliverToSimulator(options, transport, message);
      try {
        return await smtpClient(transport).deliver(message);
      } catch (error) {
        return brokenSettings(error as Error);
      }
    },
    checkConnection: async (transport) => {
      if (transport.kind === "simulator") return checkSimulator(options, transport);
      try {
        return await smtpClient(transport).check();
      } catch (error) {
        return { ok: false, detail: (error as Error).message.slice(0, 500) };
      }
    },
    close: async () => {
      for (const { client } of clients.values()) client.close();
      clients.clear();
    },
  };
}

function versionOf(transport: MailTransport): string {
  return createHash("sha256")
    .update(JSON.stringify([transport.settings, transport.secrets]))
    .digest("hex");
}

function dropOldest(clients: Map<string, { client: SmtpClient }>): void {
  const [id, entry] = clients.entries().next().value ?? [];
  if (id === undefined) return;
  entry?.client.close();
  clients.delete(id);
}

/** Settings that make no client never sent anything: certainly refused, and a person must act. */
function brokenSettings(error: Error): DeliveryOutcome {
  const detail = error.message.slice(0, 500);
  return { kind: "refused", isPermanent: false, isCredentialProblem: true, code: "settings", detail };
}
