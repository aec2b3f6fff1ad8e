"use client";
import { useState } from "react";
import { CheckboxField } from "#components/ui/checkbox-field.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { Sample } from "./sample.tsx";

const ignore = () => undefined;

export function ChoiceSamples() {
  const [pace, setPace] = useState<"slow" | "steady" | "fast">("steady");
  const [isOn, setOn] = useState(true);
  return (
    <>
      <CheckboxSamples />
      <RadioField
        label="Radio field"
        value={pace}
        onValueChange={setPace}
        options={[
          { value: "slow", label: "Slow", hint: "Ten messages an hour." },
          { value: "steady", label: "Steady" },
          { value: "fast", label: "Fast", disabled: true },
        ]}
      />
      <SwitchField label="Switch field" hint="Says what it does." checked={isOn} onCheckedChange={setOn} />
      <Sample name="switch">
        <Switch aria-label="Off" checked={false} onCheckedChange={ignore} />
        <Switch aria-label="Disabled, on" checked disabled onCheckedChange={ignore} />
        <Switch aria-label="Disabled, off" checked={false} disabled onCheckedChange={ignore} />
      </Sample>
    </>
  );
}

function CheckboxSamples() {
  const [chosen, setChosen] = useState([true, false]);
  const isEvery = chosen.every(Boolean);
  return (
    <div className="flex flex-col gap-1">
      <CheckboxField
        label="All of them"
        checked={isEvery}
        indeterminate={!isEvery && chosen.some(Boolean)}
        onCheckedChange={(next) => setChosen(chosen.map(() => next))}
      />
      {chosen.map((checked, index) => (
        <CheckboxField
          key={index}
          label={`Number ${index + 1}`}
          checked={checked}
          onCheckedChange={(next) => setChosen(chosen.map((one, at) => (at === index ? next : one)))}
        />
      ))}
      <CheckboxField label="Disabled" hint="Only an admin may." checked disabled onCheckedChange={ignore} />
    </div>
  );
}
