export type PanelTab = "connections" | "alerts" | "members" | "api-keys";

type Tab = {
  id: PanelTab;
  label: string;
  /** what people look for there */
  words: string;
};

/** The tabs of the settings page that hold no forms of settings, in order. */
export const PANEL_TABS: readonly Tab[] = [
  { id: "connections", label: "Connections", words: "provider account smtp sendgrid webhook signing keys events" },
  { id: "alerts", label: "Alerts", words: "notifications recipients email digest outgoing webhooks" },
  { id: "members", label: "Members", words: "team people users invite invitation roles permissions password reset" },
  { id: "api-keys", label: "API keys", words: "token bearer secret programs" },
];
