import { useId, useState } from "preact/hooks";
import type { Platform } from "../api/types";
import { clientId, hasSecret, setClient } from "../state/client-ids";
import { draftOf } from "../state/drafts";
import { settings } from "../state/settings";
import { words } from "../words/accounts";

/** For those who bring their own registration at the platform: how it is made, and its fields. */
export function ClientId({ platform, open }: { platform: Platform; open: boolean }) {
  const id = useId();
  const typed = draftOf(`client-id ${platform}`);
  const [secret, setSecret] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const known = settings.value !== null;
  const google = platform === "youtube";

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const written = typed.value;
    const refusal = await setClient(
      platform,
      (written ?? clientId(platform)).trim(),
      secret.trim(),
    );
    setRefusal(refusal);
    if (refusal !== null) return;
    // What was typed meanwhile stays.
    if (typed.value === written) typed.value = null;
    setSecret((now) => (now === secret ? "" : now));
  }

  return (
    <details class="disclosure" open={open}>
      <summary>{words.client.title}</summary>
      <ol class="guide">
        {words.client.guide[platform]?.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <form class="client-id" onSubmit={(event) => void save(event)}>
        <label for={id}>{words.client.id(platform)}</label>
        <input
          id={id}
          class="text-input"
          autocomplete="off"
          spellcheck={false}
          disabled={!known}
          aria-invalid={refusal !== null}
          value={typed.value ?? clientId(platform)}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        {google && (
          <>
            <label for={`${id}-secret`}>{words.client.secret}</label>
            <input
              id={`${id}-secret`}
              class="text-input"
              type="password"
              autocomplete="off"
              disabled={!known}
              placeholder={hasSecret() ? words.client.secretIsSet : ""}
              value={secret}
              onInput={(event) => setSecret(event.currentTarget.value)}
            />
          </>
        )}
        <p class="refusal" role="alert">
          {refusal}
        </p>
        <button type="submit" class="button small" disabled={!known}>
          {words.client.save}
        </button>
      </form>
    </details>
  );
}
