import { useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { draftOf } from "../state/drafts";
import { set, settings } from "../state/settings";
import { report, showToast } from "../state/toasts";
import { onStream } from "../state/unmasked";
import { words } from "../words";

/** The ways to YouTube, for those whose own address YouTube refuses: a line each. */
export function Proxies() {
  const draft = draftOf("proxies");
  const saved = settings.value?.youtube.proxies.join("\n") ?? null;
  const text = draft.value ?? saved;
  const [refusal, setRefusal] = useState<string | null>(null);

  /** Answers how many there are. */
  async function put(text: string): Promise<number> {
    const proxies = text.split("\n").filter((line) => line.trim() !== "");
    await set({ youtube: { proxies } });
    return proxies.length;
  }

  async function putBack(before: string) {
    try {
      await put(before);
    } catch (error) {
      report(error);
    }
  }

  async function save(event: Event) {
    event.preventDefault();
    const before = saved;
    try {
      const count = await put(text ?? "");
      // What was typed meanwhile stays.
      if (draft.value === text) draft.value = null;
      setRefusal(null);
      const way = before !== null && { label: words.undo, run: () => void putBack(before) };
      showToast({
        tone: "plain",
        text: words.proxies.saved(count),
        ...(way && { action: way }),
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error.message);
    }
  }

  return (
    <details class="proxies">
      <summary>{words.proxies.title}</summary>
      <form onSubmit={(event) => void save(event)}>
        <label for="proxies-list">{words.proxies.help}</label>
        <textarea
          id="proxies-list"
          class="text-area"
          data-off-stream={onStream.value}
          rows={3}
          spellcheck={false}
          placeholder={words.proxies.placeholder}
          aria-invalid={refusal !== null}
          aria-describedby="proxies-refusal"
          disabled={text === null}
          value={text ?? ""}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
        />
        <p id="proxies-refusal" class="refusal" role="alert">
          {refusal}
        </p>
        <button type="submit" class="button small" disabled={text === null}>
          {words.proxies.save}
        </button>
      </form>
    </details>
  );
}
