"use client";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ChoiceSamples } from "./choice-samples.tsx";

const STATES = ["Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware"];
const OPTIONS = STATES.map((label, index) => ({ value: label, label, detail: `${index + 1}` }));

export function FieldSamples() {
  return (
    <Card title="Fields">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextSamples />
        <PickSamples />
        <ChoiceSamples />
      </div>
    </Card>
  );
}

function TextSamples() {
  const [amount, setAmount] = useState("40");
  return (
    <>
      <Field label="Input" hint="A hint says what it is for.">
        {(control) => <Input {...control} placeholder="name@example.com" />}
      </Field>
      <Field label="Input with an error" error="Write an address such as name@example.com.">
        {(control) => <Input {...control} defaultValue="name@" />}
      </Field>
      <Field label="Disabled" optional>
        {(control) => <Input {...control} disabled defaultValue="Not to be changed" />}
      </Field>
      <Field label="Number input">
        {(control) => <NumberInput {...control} value={amount} onValueChange={setAmount} unit="a day" />}
      </Field>
      <Field label="Textarea">{(control) => <Textarea {...control} defaultValue="Two lines, or three." />}</Field>
    </>
  );
}

function PickSamples() {
  const [text, setText] = useState("");
  const [state, setState] = useState<string | null>("Arizona");
  const [none, setNone] = useState<string | null>(null);
  return (
    <>
      <Field label="Select">{(control) => <Select {...control} options={OPTIONS} defaultValue="Alaska" />}</Field>
      <Field label="Combobox" hint="Type to find one.">
        {(control) => <Combobox {...control} options={OPTIONS} value={state} onValueChange={setState} />}
      </Field>
      <Field label="Combobox with an error" error="Choose a state.">
        {(control) => (
          <Combobox {...control} options={OPTIONS} value={none} onValueChange={setNone} placeholder="Any state" />
        )}
      </Field>
      <div className="self-end">
        <SearchInput label="Search the list" value={text} onValueChange={setText} />
      </div>
    </>
  );
}
