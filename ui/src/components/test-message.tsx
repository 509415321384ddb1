import { useState } from "preact/hooks";
import type { Platform } from "../api/types";
import { sendTestMessages } from "../state/overlays";
import { words } from "../words";
import { kinds } from "../words/kinds";
import { Icon } from "./icons";

const PLATFORMS = ["twitch", "youtube", "donations"] as const;

/** One of each sort that looks its own way. */
const EVERYTHING: { kind: string; platform: Platform }[] = [
  { kind: "chat", platform: "twitch" },
  { kind: "chat", platform: "youtube" },
  { kind: "subscription", platform: "twitch" },
  { kind: "reply", platform: "youtube" },
  { kind: "superchat", platform: "youtube" },
  { kind: "cheer", platform: "twitch" },
];

const ALL = "all";

export function TestMessage() {
  const [chosen, setChosen] = useState(ALL);

  function send(): void {
    const [platform, kind = ""] = chosen.split(" ") as [Platform, string?];
    void sendTestMessages(chosen === ALL ? EVERYTHING : [{ kind, platform }]);
  }

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
      <button type="button" class="button" onClick={send}>
        <Icon name="send" />
        {words.test.send}
      </button>
    </div>
  );
}
