"use client";
import { Pause, Play, Settings, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonVariant, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-panel.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Sample } from "./sample.tsx";

const VARIANTS: readonly ButtonVariant[] = ["primary", "secondary", "danger", "ghost"];
const ICON = { "aria-hidden": true, className: "size-4" } as const;

export function ActionSamples() {
  return (
    <Card title="Actions">
      <div className="flex flex-col gap-4">
        {VARIANTS.map((variant) => (
          <Sample key={variant} name={`button · ${variant}`}>
            <Button variant={variant}>Start</Button>
            <Button variant={variant} size="sm">
              Small
            </Button>
            <Button variant={variant} icon={<Play {...ICON} />}>
              With icon
            </Button>
            <Button variant={variant} busy>
              Busy
            </Button>
            <Button variant={variant} disabled>
              Disabled
            </Button>
          </Sample>
        ))}
        <Sample name="icon-button, tooltip">
          <IconButton label="Settings" keys={["g", "s"]} icon={<Settings {...ICON} />} />
          <IconButton label="Small" size="sm" icon={<Settings {...ICON} />} />
          <IconButton label="Disabled" disabled icon={<Settings {...ICON} />} />
        </Sample>
        <MenuSample />
        <Sample name="popover">
          <Popover
            title="Why this figure"
            content={<p className="text-ink-muted">3 of 40 messages bounced: 7.5 %, over the limit of 5 %.</p>}
            className={buttonClass("secondary")}
          >
            7.5 %
          </Popover>
        </Sample>
        <Sample name="copy-text">
          <CopyText text="https://console.example.com/hook" label="the address" />
        </Sample>
        <ExpandSample />
      </div>
    </Card>
  );
}

function MenuSample() {
  const [order, setOrder] = useState("newest");
  const entries: MenuEntry[] = [
    { kind: "action", label: "Pause", icon: <Pause {...ICON} />, onSelect: () => undefined },
    { kind: "action", label: "Not now", disabled: true, hint: "It is paused already.", onSelect: () => undefined },
    { kind: "link", label: "Settings", href: "/settings", icon: <Settings {...ICON} /> },
    { kind: "separator" },
    {
      kind: "choice",
      label: "Order",
      value: order,
      options: [
        { value: "newest", label: "Newest first" },
        { value: "oldest", label: "Oldest first" },
      ],
      onSelect: setOrder,
    },
    { kind: "separator" },
    { kind: "action", label: "Remove", isDangerous: true, icon: <Trash2 {...ICON} />, onSelect: () => undefined },
  ];
  return (
    <Sample name="menu">
      <Menu label="More" isNamedByContent entries={entries} className={buttonClass("secondary")}>
        More
      </Menu>
    </Sample>
  );
}

function ExpandSample() {
  const [expanded, setExpanded] = useState(false);
  return (
    <Sample name="expand-button">
      <ExpandButton expanded={expanded} onToggle={() => setExpanded(!expanded)} controls="none">
        example.com
      </ExpandButton>
    </Sample>
  );
}
