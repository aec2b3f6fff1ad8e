import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import type { ConnectionDraft } from "./connection-draft.ts";

/** What the parts of the connection form share. */
export type ConnectionFieldsProps = {
  draft: ConnectionDraft;
  onChange: (change: Partial<ConnectionDraft>) => void;
  stored: ConnectionView | null;
  /** What the API said about a field, by its path in the body. */
  errorOf: (path: string) => string | undefined;
};
