import { useState } from "preact/hooks";
import type { Platform } from "../api/types";
import { sendTestMessage } from "../state/look";
import { words } from "../words";
import { Icon } from "./icons";

type Kind = keyof typeof words.test.kinds;

/** What each platform can say. */
const KINDS: { platform: Platform; kinds: readonly Kind[] }[] = [
  {
    platform: "twitch",
    kinds: [
      "chat",
      "action",
      "reply",
      "first",
      "highlighted",
      "gigantified",
      "announcement",
      "cheer",
      "redemption",
      "subscription",
      "resub",
      "gift",
      "watch_streak",
      "raid",
      "charity",
      "shared",
      "mode",
      "notice",
    ],
  },
  {
    platform: "youtube",
    kinds: [
      "chat",
      "reply",
      "superchat",
      "supersticker",
      "membership",
      "milestone",
      "gift",
      "jewels",
      "raid",
      "poll",
      "pin",
      "mode",
      "notice",
    ],
  },
];

export function TestMessage() {
  const [chosen, setChosen] = useState("twitch chat");

  function send(): void {
    const [platform, kind] = chosen.split(" ") as [Platform, Kind];
    void sendTestMessage(kind, platform);
  }

  return (
    <div class="test-row">
      <select
        class="select"
        aria-label={words.test.kind}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {KINDS.map(({ platform, kinds }) => (
          <optgroup key={platform} label={words.platforms[platform]}>
            {kinds.map((kind) => (
              <option key={kind} value={`${platform} ${kind}`}>
                {words.test.kinds[kind]}
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
