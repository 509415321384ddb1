import { useId, useRef } from "preact/hooks";
import { draftOf } from "../state/drafts";
import { changeKeywords, changeTyped } from "../state/focus-settings";
import { once } from "../state/once";
import { highlights } from "../words/focus";
import { Icon } from "./icons";
import { NumberInput } from "./number-input";

/** Words, each with a way to take it away. */
export function Keywords({ words }: { words: string[] }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const draft = draftOf("keyword");
  const typed = draft.value ?? "";

  async function add(): Promise<void> {
    const word = typed.trim();
    if (word === "") return;
    const isNew = (known: string[]) =>
      !known.some((each) => each.toLowerCase() === word.toLowerCase());
    if (!(await changeKeywords((known) => (isNew(known) ? [...known, word] : known)))) return;
    // What was typed meanwhile stays.
    if (draft.value === typed) draft.value = null;
  }

  async function remove(word: string): Promise<void> {
    field.current?.focus();
    await changeKeywords((known) => known.filter((each) => each !== word));
  }

  return (
    <fieldset>
      <legend id={id}>{highlights.keywords}</legend>
      {words.length > 0 && (
        <ul class="tokens" aria-labelledby={id}>
          {words.map((word) => (
            <li key={word}>
              <bdi>{word}</bdi>
              <button
                type="button"
                aria-label={highlights.removeWord(word)}
                onClick={(event) => void once("keywords", event, () => remove(word), word)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="inline-field"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          ref={field}
          type="text"
          class="text-input"
          aria-label={highlights.keyword}
          placeholder={highlights.keyword}
          value={typed}
          onInput={({ currentTarget }) => {
            draft.value = currentTarget.value;
          }}
        />
        <button type="submit" class="button small" disabled={typed.trim() === ""}>
          {highlights.add}
        </button>
      </form>
    </fieldset>
  );
}

/** A least amount for each currency that has one, and a row for one more. */
export function LeastAmounts({ least }: { least: Record<string, number> }) {
  const id = useId();
  const known = Object.entries(least);
  const others = highlights.currencies.filter(([currency]) => !(currency in least));
  const chosen = draftOf("least-currency");
  const amount = draftOf("least-amount");
  const currency = others.some(([each]) => each === chosen.value)
    ? (chosen.value ?? "")
    : (others[0]?.[0] ?? "");

  function set(of: string, amount: number | null): Promise<boolean> {
    return changeTyped(`focus.auto.least.${of}`, least[of] ?? null, amount, (amount) => ({
      auto: { least: { [of]: amount } },
    }));
  }

  return (
    <fieldset aria-describedby={id}>
      <legend>{highlights.least}</legend>
      <small id={id} class="quiet">
        {highlights.leastNote}
      </small>
      {known.map(([of, amount]) => (
        <div key={of} class="inline-field">
          <span class="least-currency">{nameOf(of)}</span>
          <NumberInput
            name={`least-amount ${of}`}
            min={0}
            aria-label={highlights.amountOf(nameOf(of))}
            saved={amount}
            tidy={(typed) => whole(typed) ?? amount}
            send={(amount) => set(of, amount)}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={highlights.removeLeast(nameOf(of))}
            title={highlights.removeLeast(nameOf(of))}
            onClick={(event) => void once("least", event, () => set(of, null), of)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {currency !== "" && (
        <form
          class="inline-field"
          onSubmit={(event) => {
            event.preventDefault();
            const input = event.currentTarget.elements.namedItem("amount") as HTMLInputElement;
            const typed = whole(input.valueAsNumber);
            if (typed === null) return;
            void set(currency, typed);
            amount.value = null;
          }}
        >
          <select
            class="select"
            aria-label={highlights.currency}
            value={currency}
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            {others.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <input
            name="amount"
            value={amount.value ?? ""}
            onInput={({ currentTarget }) => {
              amount.value = currentTarget.value;
            }}
            type="number"
            class="text-input"
            min={0}
            required
            aria-label={highlights.amount}
          />
          <button type="submit" class="button small">
            {highlights.add}
          </button>
        </form>
      )}
    </fieldset>
  );
}

/** As large as the application keeps it. */
const MOST = 2 ** 32 - 1;

function whole(typed: number): number | null {
  return Number.isNaN(typed) ? null : Math.max(0, Math.min(Math.round(typed), MOST));
}

function nameOf(currency: string): string {
  return highlights.currencies.find(([value]) => value === currency)?.[1] ?? currency;
}
