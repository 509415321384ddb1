import { useId, useState } from "preact/hooks";
import type { DonationService } from "../api/types";
import { askToRotateHook, forgetToken, kofiPath, services, setToken } from "../state/donations";
import { words as page } from "../words";
import { words as paid } from "../words/paid";
import { Address } from "./address";
import { Icon, type IconName } from "./icons";

const words = paid.donations;

const icons: Record<string, IconName> = {
  off: "off",
  connecting: "spinner",
  live: "check",
  backoff: "retry",
  needs_auth: "attention",
};

/** The services that take donations, and their tokens. */
export function DonationsPanel() {
  if (services.value.length === 0) return null;
  return (
    <section class="panel donations" aria-labelledby="donations-title">
      <h2 id="donations-title">{words.title}</h2>
      <p class="quiet">{words.help}</p>
      <ul class="account-list">
        {services.value.map((service) => (
          <ServiceRow key={service.provider} service={service} />
        ))}
      </ul>
    </section>
  );
}

function ServiceRow({ service }: { service: DonationService }) {
  const { provider, name, state, detail } = service;
  const id = useId();
  return (
    <li class="account donation-service" data-state={state} aria-labelledby={id}>
      <div class="account-words">
        <h3 id={id}>{name}</h3>
        <div class="source-state" role="status">
          <Icon name={icons[state] ?? "attention"} />
          <span>
            {state !== "off" && <strong>{page.states[state]}</strong>}
            <span class="source-detail">{detail}</span>
          </span>
        </div>
        <details class="disclosure">
          <summary>{words.token[provider as keyof typeof words.token]}</summary>
          <ol class="guide">
            {words.guide[provider as keyof typeof words.guide]?.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p class="quiet">{words.away[provider as keyof typeof words.away]}</p>
          <TokenForm service={service} />
        </details>
        {provider === "kofi" && state !== "off" && kofiPath.value && (
          <Address
            url={kofiPath.value}
            title={words.hook}
            secret={words.hookSecret}
            rotate={words.rotate}
            onRotate={askToRotateHook}
          />
        )}
      </div>
    </li>
  );
}

/** A token goes in and is never shown again. */
function TokenForm({ service }: { service: DonationService }) {
  const id = useId();
  const [token, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refusal = await setToken(service, token.trim());
    setRefusal(refusal);
    if (refusal === null) setTyped("");
  }

  return (
    <form class="client-id" onSubmit={(event) => void save(event)}>
      <label for={id}>{words.token[service.provider as keyof typeof words.token]}</label>
      <input
        id={id}
        class="text-input"
        type="password"
        autocomplete="off"
        aria-invalid={refusal !== null}
        value={token}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="refusal" role="alert">
        {refusal}
      </p>
      <div class="account-buttons">
        <button type="submit" class="button small" disabled={token.trim() === ""}>
          {words.save}
        </button>
        {service.state !== "off" && (
          <button
            type="button"
            class="button small"
            aria-label={words.forget(service.name)}
            onClick={() => void forgetToken(service)}
          >
            {words.forgetShort}
          </button>
        )}
      </div>
    </form>
  );
}
