import { beforeEach, describe, expect, it } from "vitest";
import type { Obs, Overlay } from "../api/types";
import { chosenScene, dragged, isThere, places, scene } from "./obs";
import { overlays } from "./overlays";
import { obs } from "./status";

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
});

describe("the scene", () => {
  it("is the one on air until another one is chosen, and again when that is gone", () => {
    const [main, rest] = [
      { name: "Main", overlays: [] },
      { name: "Break", overlays: ["ovl-1"] },
    ];
    obs.value = connected([main, rest], "Break");
    expect(scene.value?.name).toBe("Break");
    expect(isThere.value).toBe(true);
    chosenScene.value = "Main";
    expect(isThere.value).toBe(false);
    obs.value = connected([rest], "Break");
    expect(scene.value?.name).toBe("Break");
    expect(places.value).toEqual([{ scene: "Break", overlay: chat }]);
  });

  it("is none where nothing is known", () => {
    obs.value = null;
    expect(scene.value).toBeNull();
    expect(isThere.value).toBe(false);
  });
});

it("a dragged address carries name and size as OBS reads them", () => {
  const address = dragged({ ...chat, name: "A & B + C" }, { width: 400, height: 700 });
  expect(address).toBe(
    "http://127.0.0.1:7420/overlay/0a?layer-name=MultiChat%3A%20A%20%26%20B%20%2B%20C&layer-width=400&layer-height=700",
  );
});
