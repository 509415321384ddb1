import { useState } from "preact/hooks";
import type { Rate, Support, SupportGoal, SupportLink } from "../api/types";
import { draft, saveSupport, support, write } from "../state/support";
import { words } from "../words/support";
import { type Column, Lines } from "./support-lines";

const LINK: SupportLink = { label: "", url: "" };
const GOAL: SupportGoal = { title: "", amount: "", currency: "USD", since: null, start: "0" };
const RATE: Rate = { from: "EUR", to: "USD", rate: "" };

const links = (): Column<SupportLink>[] => [
  { field: "label", label: words.label },
  { field: "url", label: words.url, wide: true },
];
const goals = (): Column<SupportGoal>[] => [
  { field: "title", label: words.goalTitle, wide: true },
  { field: "amount", label: words.amount },
  { field: "currency", label: words.currency },
  { field: "start", label: words.start },
  { field: "since", label: words.since, type: "date" },
];
const rates = (): Column<Rate>[] => [
  { field: "from", label: words.from },
  { field: "to", label: words.to },
  { field: "rate", label: words.rate },
];

/** What viewers see of how to support the streamer. */
export function SupportPanel() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const known = support.value;
  if (!known) return null;
  const shown: Support = draft.value ?? known.support;

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setRefusal(await saveSupport());
  }

  return (
    <section class="panel support" aria-labelledby="support-title">
      <h2 id="support-title">{words.title}</h2>
      <p class="quiet">{words.help}</p>
      <form class="support-form" onSubmit={(event) => void save(event)}>
        <Line label={words.heading} value={shown.title} set={(title) => write({ title })} />
        <label class="support-line">
          <span>{words.text}</span>
          <textarea
            class="text-input"
            rows={3}
            value={shown.text}
            onInput={(event) => write({ text: event.currentTarget.value })}
          />
        </label>
        <Lines
          title={words.links}
          add={words.add.links}
          columns={links()}
          empty={LINK}
          lines={shown.links}
          set={(links) => write({ links })}
        />
        <Lines
          title={words.goals}
          add={words.add.goals}
          columns={goals()}
          empty={GOAL}
          lines={shown.goals}
          set={(goals) => write({ goals })}
        />
        <Lines
          title={words.rates}
          help={words.ratesHelp}
          add={words.add.rates}
          columns={rates()}
          empty={RATE}
          lines={shown.rates}
          set={(rates) => write({ rates })}
        />
        <Line
          label={`${words.thanks}. ${words.thanksHelp}`}
          placeholder={words.thanksPlaceholder}
          value={shown.thanks}
          set={(thanks) => write({ thanks })}
        />
        <Line
          label={words.name}
          placeholder={words.namePlaceholder}
          value={shown.name}
          set={(name) => write({ name })}
        />
        <p class="refusal" role="alert">
          {refusal}
        </p>
        <div class="account-buttons">
          <button type="submit" class="button primary small" disabled={draft.value === null}>
            {words.save}
          </button>
          {known.url ? (
            <a class="button small" href={known.url} target="_blank" rel="noreferrer">
              {words.open}
            </a>
          ) : (
            <span class="quiet">{words.noPage}</span>
          )}
        </div>
      </form>
    </section>
  );
}

function Line(props: {
  label: string;
  value: string;
  placeholder?: string;
  set: (value: string) => void;
}) {
  return (
    <label class="support-line">
      <span>{props.label}</span>
      <input
        class="text-input"
        autocomplete="off"
        placeholder={props.placeholder ?? ""}
        value={props.value}
        onInput={(event) => props.set(event.currentTarget.value)}
      />
    </label>
  );
}
