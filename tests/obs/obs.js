// The real OBS of the system, on a display of its own, with obs-websocket switched on.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const STAND_IN = fileURLToPath(new URL("browser-source.lua", import.meta.url));
export const PASSWORD = "a password of OBS";
/** OBS starts in some seconds, and in more on a machine that is busy. */
const PATIENCE_MS = 90_000;

/**
 * Prepares an OBS with a configuration of its own. It is started by `start`, on the same port each
 * time, and can be stopped and started again.
 *
 * @param {{after: (end: () => unknown) => void}} t
 * @param {{browser?: boolean, scenes?: string[], port?: number}} options `browser`: whether it has the stand-in for
 *   a browser source; `port`: of its WebSocket server, if not a free one
 */
export async function prepareObs(t, { browser = true, scenes = ["Main", "Break"], port: wanted } = {}) {
  const home = await mkdtemp(join(tmpdir(), "obs-"));
  const config = join(home, "obs-studio");
  const script = join(home, "browser-source.lua");
  const port = wanted ?? (await freePort());
  await mkdir(join(config, "basic", "scenes"), { recursive: true });
  await mkdir(join(config, "basic", "profiles", "Untitled"), { recursive: true });
  await copyFile(STAND_IN, script);
  const settings = join(config, "global.ini");
  await writeFile(settings, globalIni(port));
  await writeFile(join(config, "basic", "profiles", "Untitled", "basic.ini"), PROFILE);
  const saved = join(config, "basic", "scenes", "Untitled.json");
  const scripts = browser ? [script] : [];
  await writeFile(saved, JSON.stringify(collection(scenes, scripts)));
  const display = await startDisplay(t);
  const running = { stop: async () => {} };
  t.after(async () => {
    await running.stop();
    await rm(home, { recursive: true, force: true });
  });

  return {
    url: `ws://127.0.0.1:${port}`,
    /** The X display that it is on. */
    display,
    /** What the browser sources did, oldest first. */
    said: async () => {
      const text = await readFile(join(home, "browser-source.log"), "utf8").catch(() => "");
      return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    },
    /**
     * Before the first start: puts a group into the first scene, which nothing but OBS' own window makes, with a
     * browser source in it that shows this page.
     */
    group: (group, source, url) =>
      writeFile(saved, JSON.stringify(collection(scenes, scripts, { group, source, url }))),
    /** While OBS is stopped: its WebSocket server has this password from the next start on. */
    setPassword: async (password) => {
      const text = await readFile(settings, "utf8");
      await writeFile(settings, text.replace(/^ServerPassword=.*$/m, `ServerPassword=${password}`));
    },
    /** Starts OBS, and waits until its WebSocket server listens. */
    start: async () => {
      const child = spawn("obs", ["--multi", "--minimize-to-tray", "--disable-updater"], {
        stdio: "ignore",
        env: {
          ...process.env,
          DISPLAY: display,
          HOME: home,
          XDG_CONFIG_HOME: home,
          LIBGL_ALWAYS_SOFTWARE: "1",
          QT_QPA_PLATFORM: "xcb",
        },
      });
      const exited = once(child, "exit");
      running.stop = async (signal = "SIGTERM") => {
        child.kill(signal);
        // It may ask something where nobody sees it.
        const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
        await exited;
        clearTimeout(late);
      };
      await Promise.race([
        listening(port),
        exited.then(([code, signal]) => {
          throw new Error(`OBS ended with ${code ?? signal} before it listened`);
        }),
      ]);
    },
    stop: (signal) => running.stop(signal),
  };
}

async function startDisplay(t) {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x720x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  t.after(() => server.kill());
  const [number] = await once(server.stdio[3], "data");
  return `:${String(number).trim()}`;
}

/** Gives the seconds since it was started, whenever it is asked. */
export function stopwatch() {
  const begun = performance.now();
  return () => (performance.now() - begun) / 1000;
}

/** Waits until somebody listens there. */
async function listening(port) {
  const late = Date.now() + PATIENCE_MS;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      if (Date.now() > late) throw new Error(`OBS does not listen on port ${port}`);
      await pause(50);
    } finally {
      socket.destroy();
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** As OBS writes it: the questions of a first start are answered. */
const globalIni = (port) => `[General]
FirstRun=true
LastVersion=486539266
EnableAutoUpdates=false

[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort=${port}
AlertsEnabled=false
AuthRequired=true
ServerPassword=${PASSWORD}

[Basic]
Profile=Untitled
ProfileDir=Untitled
SceneCollection=Untitled
SceneCollectionFile=Untitled
ConfigOnNewProfile=false
`;

const PROFILE = `[General]
Name=Untitled

[Video]
BaseCX=1920
BaseCY=1080
OutputCX=1920
OutputCY=1080
`;

/** A scene collection, as OBS keeps it; with a group, if there is one, in its first scene. */
function collection(scenes, scripts, grouped) {
  const [first] = scenes;
  const own = (id, name, settings) => ({ id, name, versioned_id: id, settings });
  const item = (name) => ({ name, id: 1, visible: true, scale: { x: 1, y: 1 } });
  const held = (name) => (grouped && name === first ? [{ ...item(grouped.group), id: 2 }] : []);
  const inGroup = grouped && { custom_size: true, cx: 400, cy: 400, id_counter: 1, items: [item(grouped.source)] };
  return {
    name: "Untitled",
    current_scene: first,
    current_program_scene: first,
    scene_order: scenes.map((name) => ({ name })),
    sources: [
      ...scenes.map((name) => own("scene", name, { id_counter: 2, items: held(name) })),
      ...(grouped ? [own("browser_source", grouped.source, { url: grouped.url })] : []),
    ],
    groups: grouped ? [own("group", grouped.group, inGroup)] : [],
    modules: { "scripts-tool": scripts.map((path) => ({ path, settings: {} })) },
  };
}
