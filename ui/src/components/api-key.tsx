import { useId, useState } from "preact/hooks";
import type { Account } from "../api/types";
import { forgetKey, keyRefused, setKey } from "../state/api-key";
import { trouble } from "../state/vault";
import { words } from "../words/api-key";
import { QuotaLine } from "./quota-line";

/** A plain API key of YouTube's, for who wants chat to go on without a sign-in. */
export function ApiKey(props: {
  state: NonNullable<Account["api_key"]>;
  quota: Account["api_key_quota"];
}) {
  const { state, quota } = props;
  const id = useId();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const refusal = keyRefused.value;

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const refusal = await setKey(typed.trim());
    setBusy(false);
    if (refusal === null) setTyped("");
  }

  return (
    <details class="disclosure">
      <summary>{words.title}</summary>
      <p class="quiet">{words.help}</p>
      <p class="quiet" role="status">
        {words.states[state]}
      </p>
      <QuotaLine quota={quota} />
      <ol class="guide">
        {words.guide.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <form class="client-id" onSubmit={(event) => void save(event)}>
        <label for={id}>{words.key}</label>
        <input
          id={id}
          class="text-input"
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={refusal !== null}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="refusal" role="alert">
          {refusal && (trouble.value ? words.noPlace : refusal.why)}
        </p>
        <button type="submit" class="button small" disabled={typed.trim() === ""} aria-busy={busy}>
          {busy ? words.checking : words.save}
        </button>
        {state !== "none" && (
          <button type="button" class="button small" onClick={() => void forgetKey()}>
            {words.forget}
          </button>
        )}
      </form>
    </details>
  );
}
