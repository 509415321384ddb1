import { useEffect, useRef, useState } from "preact/hooks";
import type { Judged, Overlay, Platform } from "../api/types";
import { type Sample, sample } from "../state/overlays";
import { words } from "../words";
import { editor } from "../words/editor";
import { kinds } from "../words/kinds";
import { Icon } from "./icons";

const PLATFORMS = ["twitch", "youtube", "donations"] as const;

/** One of each sort that looks its own way. */
const EVERYTHING: Sample[] = [
  { kind: "chat", platform: "twitch" },
  { kind: "chat", platform: "youtube" },
  { kind: "subscription", platform: "twitch" },
  { kind: "reply", platform: "youtube" },
  { kind: "superchat", platform: "youtube" },
  { kind: "cheer", platform: "twitch" },
];

const ALL = "all";

/** Made-up messages for the preview; no page on air has them. */
export function TestMessage({ overlay }: { overlay: Overlay }) {
  const [chosen, setChosen] = useState(ALL);
  const [kept, setKept] = useState<(Sample & Judged)[]>([]);
  const sent = useRef(0);

  async function send(): Promise<void> {
    const [platform, kind = ""] = chosen.split(" ") as [Platform, string?];
    sent.current += 1;
    const turn = sent.current;
    const answer = await sample(overlay, chosen === ALL ? EVERYTHING : [{ kind, platform }]);
    if (turn === sent.current) setKept(answer);
  }

  // What other rules would say is not known.
  const rules = JSON.stringify([overlay.options.feed, overlay.options.hidden]);
  useEffect(() => setKept([]), [rules]);

  return (
    <div class="test-row">
      <select
        class="select"
        aria-label={words.test.kind}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value={ALL}>{words.test.everything}</option>
        {PLATFORMS.map((platform) => (
          <optgroup key={platform} label={words.platforms[platform]}>
            {kinds
              .filter(({ on }) => on.includes(platform))
              .map(({ name, one }) => (
                <option key={name} value={`${platform} ${name}`}>
                  {one}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <button type="button" class="button" onClick={() => void send()}>
        <Icon name="send" />
        {words.test.send}
      </button>
      <div class="test-note" role="status">
        {reasons(kept).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
    </div>
  );
}

/** Why these are not shown: a sentence for each rule. */
function reasons(kept: readonly (Sample & Judged)[]): string[] {
  const because = (judged: Sample & Judged) =>
    `${judged.rule} ${judged.rule === "platforms" && judged.platform}`;
  const groups = new Map<string, (Sample & Judged)[]>();
  for (const each of kept) groups.set(because(each), [...(groups.get(because(each)) ?? []), each]);
  return [...groups.values()].map((group) => {
    const names = group.map(
      (each) => kinds.find(({ name }) => name === each.kind)?.one ?? each.kind,
    );
    const [{ rule = "", platform } = { platform: "demo" as Platform }] = group;
    const what = names.join(", ");
    if (rule === "platforms") return words.test.platformOff(what, words.platforms[platform]);
    if (rule === "hidden") return words.test.off(what);
    const named = editor.trial.rules[rule];
    return named ? words.test.kept(what, named) : words.test.notShown(what);
  });
}
