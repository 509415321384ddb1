import { useId, useState } from "preact/hooks";
import type { Platform } from "../api/types";
import { clientId, hasSecret, setClient } from "../state/client-ids";
import { settings } from "../state/settings";
import { words } from "../words/accounts";

/** For those who bring their own registration at the platform: how it is made, and its fields. */
export function ClientId({ platform, open }: { platform: Platform; open: boolean }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [secret, setSecret] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const known = settings.value !== null;
  const google = platform === "youtube";

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refusal = await setClient(platform, (typed ?? clientId(platform)).trim(), secret.trim());
    setRefusal(refusal);
    if (refusal !== null) return;
    setTyped(null);
    setSecret("");
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
          value={typed ?? clientId(platform)}
          onInput={(event) => setTyped(event.currentTarget.value)}
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
