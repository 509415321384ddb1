import { beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "../api/client";
import type { Obs, Overlay } from "../api/types";
import {
  addTo,
  canShow,
  chosenScene,
  dragged,
  oldLoaders,
  place,
  places,
  scene,
  takeOut,
} from "./obs";
import { overlays } from "./overlays";
import { obs } from "./status";
import { toasts } from "./toasts";

const chat = { id: "ovl-1", name: "Chat", url: "http://127.0.0.1:7420/overlay/0a" } as Overlay;

function connected(scenes: Obs["scenes"], current_scene: string): Obs {
  return {
    state: "connected",
    since: "2026-11-29T18:00:00Z",
    detail: "",
    address: "",
    has_password: true,
    scenes,
    current_scene,
  };
}

beforeEach(() => {
  chosenScene.value = null;
  overlays.value = [chat];
  toasts.value = [];
});

describe("the scene", () => {
  it("is the one on air until another one is chosen, and again when that is gone", () => {
    const [main, rest] = [
      { name: "Main", overlays: [] },
      { name: "Break", overlays: ["ovl-1"] },
    ];
    obs.value = connected([main, rest], "Break");
    expect(scene.value?.name).toBe("Break");
    expect(place.value).not.toBeNull();
    chosenScene.value = "Main";
    expect(place.value).toBeNull();
    obs.value = connected([rest], "Break");
    expect(scene.value?.name).toBe("Break");
    expect(places.value).toEqual([{ scene: "Break", overlay: chat, within: null, hidden: false }]);
  });

  it("is none where nothing is known", () => {
    obs.value = null;
    expect(scene.value).toBeNull();
    expect(place.value).toBeNull();
    expect(oldLoaders.value).toEqual([]);
  });
});

describe("a place", () => {
  it("says what has the overlay within its scene, and whether it can be seen", () => {
    obs.value = connected(
      [
        { name: "Main", overlays: ["ovl-1"], within: { "ovl-1": "Group" } },
        { name: "Break", overlays: ["ovl-1"], hidden: ["ovl-1"] },
        { name: "End", overlays: ["ovl-1"], within: { "ovl-1": "Break" }, hidden: ["ovl-1"] },
      ],
      "Main",
    );
    expect(places.value.map(({ within, hidden }) => [within, hidden])).toEqual([
      ["Group", false],
      [null, true],
      ["Break", true],
    ]);
    expect(places.value.map(canShow), "only what is in the scene itself").toEqual([
      false,
      true,
      false,
    ]);
  });
});

it("what became of an overlay is told, and only what was added has a way back", async () => {
  const placed = { scene: "Main", source: "MultiChat: Chat", added: false };
  const put = vi.spyOn(api, "putInObs");
  for (const [answer, text, ways] of [
    [{ ...placed, added: true }, "Chat is in the scene “Main” now.", 1],
    [placed, "Chat was in the scene “Main” already.", 0],
    [{ ...placed, shown: true }, "Chat can be seen in the scene “Main” now.", 0],
    [{ ...placed, added: true, hidden: true }, "back in the scene “Main”, hidden as it was.", 1],
    [{ ...placed, hidden: true }, "Chat is in the scene “Main”, but hidden.", 0],
  ] as const) {
    toasts.value = [];
    put.mockResolvedValueOnce(answer);
    await addTo("Main", chat);
    expect(toasts.value[0]?.text).toContain(text);
    expect(toasts.value.filter(({ action }) => action)).toHaveLength(ways);
  }
  put.mockRestore();
});

it("the way back from an addition is the end of it: what it takes out has no way back again", async () => {
  const put = vi
    .spyOn(api, "putInObs")
    .mockResolvedValueOnce({ scene: "Main", source: "MultiChat: Chat", added: true });
  const out = vi.spyOn(api, "takeOutOfObs").mockResolvedValueOnce();
  toasts.value = [];
  await addTo("Main", chat);
  toasts.value[0]?.action?.run();
  await vi.waitFor(() => expect(toasts.value).toHaveLength(2));
  expect(out).toHaveBeenCalledWith("ovl-1", "Main");
  expect(toasts.value[1]?.action).toBeUndefined();
  toasts.value = [];
  out.mockRestore();
  put.mockRestore();
});

it("what is taken out is put into the same scene again by its way back", async () => {
  const out = vi.spyOn(api, "takeOutOfObs").mockResolvedValueOnce();
  const put = vi
    .spyOn(api, "putInObs")
    .mockResolvedValueOnce({ scene: "Break", source: "MultiChat: Chat", added: true });
  await takeOut("Break", chat);
  toasts.value[0]?.action?.run();
  expect(put).toHaveBeenCalledWith("ovl-1", "Break");
  out.mockRestore();
  put.mockRestore();
});

it("old loader files are named by their source, with their overlay where it is known", () => {
  obs.value = {
    ...connected([], ""),
    old_loaders: { Loader: "ovl-1", Other: null },
  };
  expect(oldLoaders.value).toEqual([
    { source: "Loader", overlay: chat },
    { source: "Other", overlay: null },
  ]);
});

it("a dragged address carries name and size as OBS reads them", () => {
  const address = dragged({ ...chat, name: "A & B + C" }, { width: 400, height: 700 });
  expect(address).toBe(
    "http://127.0.0.1:7420/overlay/0a?layer-name=MultiChat%3A%20A%20%26%20B%20%2B%20C&layer-width=400&layer-height=700",
  );
});
