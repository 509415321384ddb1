import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Rate, SupportGoal, SupportLink } from "../api/types";
import { draft, form as onForm, type Refusal, saveSupport, support, write } from "../state/support";
import { words } from "../words/support";
import { type Column, Lines, marks, Why } from "./support-lines";
import { ThemeLine } from "./support-theme";

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

/** What has its refusal beside it. */
const FIELDS = /^(title|text|thanks|name|theme|.+\].+)$/;

/** What viewers see of how to support the streamer. */
export function SupportPanel() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  const shown = onForm.value;
  const url = support.value?.url;
  if (!shown) return null;

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setRefusal(await saveSupport());
  }

  return (
    <section class="panel support" aria-labelledby="support-title">
      <h2 id="support-title">{words.title}</h2>
      <p class="quiet">{words.help}</p>
      <form ref={form} class="support-form" onSubmit={(event) => void save(event)}>
        <Line
          field="title"
          refusal={refusal}
          label={words.heading}
          value={shown.title}
          set={(title) => write({ title })}
        />
        <Line
          field="text"
          refusal={refusal}
          rows={3}
          label={words.text}
          value={shown.text}
          set={(text) => write({ text })}
        />
        <Lines
          name="links"
          refusal={refusal}
          title={words.links}
          add={words.add.links}
          columns={links()}
          empty={LINK}
          lines={shown.links}
          set={(links) => write({ links })}
        />
        <Lines
          name="goals"
          refusal={refusal}
          title={words.goals}
          add={words.add.goals}
          columns={goals()}
          empty={GOAL}
          lines={shown.goals}
          set={(goals) => write({ goals })}
        />
        <Lines
          name="rates"
          refusal={refusal}
          title={words.rates}
          help={words.ratesHelp}
          add={words.add.rates}
          columns={rates()}
          empty={RATE}
          lines={shown.rates}
          set={(rates) => write({ rates })}
        />
        <Line
          field="thanks"
          refusal={refusal}
          label={`${words.thanks}. ${words.thanksHelp}`}
          placeholder={words.thanksPlaceholder}
          value={shown.thanks}
          set={(thanks) => write({ thanks })}
        />
        <Line
          field="name"
          refusal={refusal}
          label={words.name}
          placeholder={words.namePlaceholder}
          value={shown.name}
          set={(name) => write({ name })}
        />
        <ThemeLine refusal={refusal} value={shown.theme} set={(theme) => write({ theme })} />
        <p class="refusal" role="alert">
          {refusal && (FIELDS.test(refusal.field ?? "") ? words.refused : refusal.text)}
        </p>
        <div class="account-buttons">
          <button type="submit" class="button primary small" disabled={draft.value === null}>
            {words.save}
          </button>
          {url ? (
            <>
              <a class="button small" href={url} target="_blank" rel="noreferrer">
                {words.open}
              </a>
              <span class="quiet">{words.openNote}</span>
            </>
          ) : (
            <span class="quiet">{words.noPage}</span>
          )}
        </div>
      </form>
    </section>
  );
}

/** One field; with `rows`, of several lines. */
function Line(props: {
  field: string;
  refusal: Refusal | null;
  label: string;
  value: string;
  placeholder?: string;
  rows?: number;
  set: (value: string) => void;
}) {
  const { field, refusal, label, value, placeholder = "", rows, set } = props;
  const id = useId();
  const shared = {
    ...marks(`${id}-why`, refusal, field),
    id,
    class: "text-input",
    value,
    onInput: (event: InputEvent) =>
      set((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  return (
    <div class="support-line">
      <label for={id}>{label}</label>
      {rows ? (
        <textarea {...shared} rows={rows} />
      ) : (
        <input {...shared} autocomplete="off" placeholder={placeholder} />
      )}
      <Why id={`${id}-why`} refusal={refusal} field={field} />
    </div>
  );
}
