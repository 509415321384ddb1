// The real application, with a line to each platform that can be broken.
import { startApplication } from "../browser/application.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { follow } from "./feed.js";
import { startProxy } from "./proxy.js";

export const CHANNEL = "novaharbor";
export const STREAM = {
  video: "abcdefghijk",
  channel: "UCaaaaaaaaaaaaaaaaaaaaaa",
  handles: ["@NightPilot"],
  title: "Late night run",
  state: "live",
};

/**
 * Starts the stand-ins, a line to each, the application and what follows it; adds a channel of each
 * platform, and waits until it is read.
 */
export async function startScene(t, { env = {}, platforms = ["twitch", "youtube"], random } = {}) {
  const fake = await startFakePlatforms(t);
  const lines = {
    twitch: await startProxy(t, fake.env.MULTICHAT_TWITCH_IRC_URL, random),
    youtube: await startProxy(t, fake.env.MULTICHAT_YOUTUBE_URL, random),
  };
  const application = await startApplication(t, {
    env: { MULTICHAT_TWITCH_IRC_URL: lines.twitch.url, MULTICHAT_YOUTUBE_URL: lines.youtube.url, ...env },
  });
  const feed = await follow(t, application);
  await fake.command("youtube/stream", STREAM);
  const channels = { twitch: CHANNEL, youtube: STREAM.handles[0] };
  const scene = { fake, lines, application, feed };
  for (const platform of platforms) {
    const { id } = await application.api("POST", "sources", { platform, channel: channels[platform] });
    scene[platform] = id;
  }
  for (const platform of platforms) await feed.is(scene[platform], "live");
  return scene;
}
