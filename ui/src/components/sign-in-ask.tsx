import { useState } from "preact/hooks";
import type { Account, Platform } from "../api/types";
import type { Right } from "../api/writing";
import { beginning, signIn } from "../state/accounts";
import { words } from "../words/accounts";
import { Tick } from "./field-row";

/** The button that signs in, and what more it may ask for than the least. */
export function Ask(props: { platform: Platform; label: string; has?: readonly Right[] }) {
  const { platform, label, has = [] } = props;
  const [wanted, setWanted] = useState<readonly Right[]>([]);
  const busy = beginning.value === platform;

  function tick(rights: readonly Right[], on: boolean): void {
    setWanted([...wanted.filter((right) => !rights.includes(right)), ...(on ? rights : [])]);
  }

  const offers = offered(platform).filter(({ rights }) => !rights.every((it) => has.includes(it)));
  // For one who is signed in, a sign-in that asks for nothing new is none.
  const empty = has.length > 0 && wanted.length === 0;
  return (
    <form
      class="account-ask"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(platform, [...wanted]);
      }}
    >
      <fieldset>
        <legend>{words.also}</legend>
        {offers.map(({ label, note, rights }) => (
          <Tick
            key={label}
            label={label}
            note={note}
            checked={rights.every((right) => wanted.includes(right))}
            change={(on) => tick(rights, on)}
          />
        ))}
      </fieldset>
      <button type="submit" class="button primary" disabled={empty} aria-busy={busy}>
        {busy ? words.asking : label}
      </button>
    </form>
  );
}

/** For one who is signed in with less than there is. */
export function AskForMore({ account: { platform, can } }: { account: Account }) {
  const all = offered(platform).flatMap(({ rights }) => rights);
  if (all.every((right) => can.includes(right))) return null;
  return (
    <details class="disclosure">
      <summary>{words.more}</summary>
      <Ask platform={platform} label={words.allow(platform)} has={can} />
    </details>
  );
}

interface Offer {
  label: string;
  note?: string;
  rights: readonly Right[];
}

function offered(platform: Platform): readonly Offer[] {
  if (platform === "youtube") {
    return [{ label: words.both, note: words.bothNote, rights: ["send", "moderate"] }];
  }
  return [
    { label: words.send, rights: ["send"] },
    { label: words.moderate, rights: ["moderate"] },
    { label: words.commands, note: words.commandsNote, rights: ["commands"] },
    { label: words.events, note: words.eventsNote, rights: ["events"] },
    { label: words.followers, note: words.followersNote, rights: ["followers"] },
  ];
}
