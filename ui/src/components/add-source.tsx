import { useRef } from "preact/hooks";
import type { Platform } from "../api/types";
import { draftOf } from "../state/drafts";
import { bare, type Guess, guessPlatform } from "../state/pasted";
import { addError, adding, addSource } from "../state/sources";
import { words } from "../words";
import { Icon } from "./icons";
import { PlatformGlyph } from "./platform-glyph";

/** One field for whatever a person has: a name, a handle, an id or a link. */
export function AddSource() {
  const draft = draftOf("source");
  const pasted = draft.value ?? "";
  const field = useRef<HTMLInputElement>(null);
  const firstChoice = useRef<HTMLButtonElement>(null);
  const guess = guessPlatform(pasted);
  const failed = addError.value !== null || guess === "elsewhere";

  async function add(platform: Platform): Promise<void> {
    if (adding.value) return;
    const added = await addSource(platform, bare(pasted));
    if (added) draft.value = null;
    field.current?.focus();
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (guess === "twitch" || guess === "youtube") void add(guess);
    else if (guess === "either") firstChoice.current?.focus();
    else field.current?.focus();
  }

  return (
    <form class="add-source" onSubmit={submit} aria-busy={adding.value}>
      <label class="unseen" for="pasted">
        {words.sources.label}
      </label>
      <div class="field" data-failed={failed}>
        {guess === "twitch" || guess === "youtube" ? (
          <PlatformGlyph platform={guess} />
        ) : (
          <Icon name="plus" />
        )}
        <input
          id="pasted"
          ref={field}
          value={pasted}
          placeholder={words.sources.placeholder}
          aria-describedby="pasted-help"
          aria-invalid={failed}
          readOnly={adding.value}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          onInput={(event) => {
            addError.value = null;
            draft.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button primary" disabled={guess === "nothing" || adding.value}>
          {words.sources.add}
        </button>
      </div>
      <div class="field-help" id="pasted-help" aria-live="polite">
        <Help guess={guess} pasted={bare(pasted)} />
        {guess === "either" && !adding.value && addError.value === null && (
          <span class="choices">
            <button
              ref={firstChoice}
              type="button"
              class="button small"
              onClick={() => void add("twitch")}
            >
              <PlatformGlyph platform="twitch" /> {words.platforms.twitch}
            </button>
            <button type="button" class="button small" onClick={() => void add("youtube")}>
              <PlatformGlyph platform="youtube" /> {words.platforms.youtube}
            </button>
          </span>
        )}
      </div>
    </form>
  );
}

function Help({ guess, pasted }: { guess: Guess; pasted: string }) {
  if (adding.value) {
    return (
      <span class="busy">
        <Icon name="spinner" /> {words.sources.adding}
      </span>
    );
  }
  if (addError.value) return <Refusal {...addError.value} />;
  switch (guess) {
    case "twitch":
    case "youtube":
      return <span>{words.sources.found(guess)}</span>;
    case "either":
      return <span>{words.sources.which(pasted)}</span>;
    case "elsewhere":
      return <Refusal message={words.sources.elsewhere} hint={words.sources.elsewhereHint} />;
    case "nothing":
      return <span>{words.sources.help}</span>;
  }
}

function Refusal({ message, hint }: { message: string; hint: string }) {
  return (
    <span class="refusal">
      <strong>{message}</strong> {hint}
    </span>
  );
}
