"use client";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { KeysetNav, PageNav } from "#components/ui/pagination.tsx";
import { SortHeader } from "#components/ui/sort-header.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TabNav } from "#components/ui/tab-nav.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import { Sample } from "./sample.tsx";

const ignore = () => undefined;

export function DataSamples() {
  const [tab, setTab] = useState<"first" | "second">("first");
  return (
    <>
      <SampleTable />
      <Card title="Figures and places">
        <div className="flex flex-col gap-4">
          <dl className="grid grid-cols-2 gap-4">
            <Stat label="Sent today" value="1,204" detail="of 1,500" />
            <Stat label="Bounced" value="0.8 %" />
          </dl>
          <Sample name="time, key-hint">
            <Time value="2026-03-02T15:04:00Z" zone="America/New_York" />
            <KeyHint keys={["g", "d"]} />
          </Sample>
          <TabNav
            label="Parts of a page"
            tabs={[
              { href: "/design", label: "This page", current: true },
              { href: "/overview", label: "Overview", current: false },
            ]}
          />
          <Tabs
            label="Parts of a card"
            value={tab}
            onValueChange={setTab}
            tabs={[
              { value: "first", label: "First", content: <p>What the first shows.</p> },
              { value: "second", label: "Second", content: <p>What the second shows.</p> },
            ]}
          />
        </div>
      </Card>
    </>
  );
}

function SampleTable() {
  return (
    <Card title="Table" description="With sorting, a mixed choice, and both ways through pages." flush>
      <Table caption="Domains">
        <thead>
          <tr>
            <Th>
              <Checkbox aria-label="All rows" checked={false} indeterminate onCheckedChange={ignore} />
            </Th>
            <SortHeader label="Domain" direction="asc" onSort={ignore} />
            <Th>State</Th>
            <SortHeader label="Sent" direction={null} onSort={ignore} numeric />
            <Th>Last week</Th>
          </tr>
        </thead>
        <tbody>
          {["alpha.example", "beta.example"].map((domain, index) => (
            <tr key={domain}>
              <Td>
                <Checkbox aria-label={domain} checked={index === 0} onCheckedChange={ignore} />
              </Td>
              <RowHeader>{domain}</RowHeader>
              <Td>
                <StatusBadge tone={index === 0 ? "ok" : "bad"}>{index === 0 ? "Healthy" : "Paused"}</StatusBadge>
              </Td>
              <Td numeric>{1_204 - index * 900}</Td>
              <Td>
                <Sparkline values={[3, 5, 4, 8, 7, 9, 12]} label="Rising from 3 to 12" />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <KeysetNav summary="2 domains on this page" onFirst={null} onNext={ignore} />
      <PageNav summary="2 of 40 domains" page={2} pages={20} onPage={ignore} />
    </Card>
  );
}
