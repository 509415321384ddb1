// The engines that pages are tried in, by name: Debian's Chromium, and OBS' own majors. OBS 29.1 to
// 30.2 has Chromium 103, OBS 31 and 32 have 127, OBS 33 has 150: npm's nearest is 149.
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";

const PACKAGES = fileURLToPath(new URL("../node_modules", import.meta.url));
const FOLDER = fileURLToPath(new URL("../.cache/engines", import.meta.url));

/** What npm has is for Linux on x86-64; elsewhere the tests have the one Chromium that is there. */
const OBS = process.platform === "linux" && process.arch === "x64" ? ["103", "127", "149"] : [];

/** Names for `engine`. */
export const ENGINES = ["debian", ...OBS];

/** The oldest and the newest: what both draw alike, those between them do too. */
export const ENDS = ENGINES.filter((name) => ["debian", "103"].includes(name));

/**
 * What to start for the engine of this name. `debian` is the one at CHROMIUM, or the system's.
 *
 * @param {string} name
 * @returns {Promise<{name: string, executable: string, flags: string[]}>}
 */
export async function engine(name) {
  if (name === "debian") {
    return { name, executable: process.env.CHROMIUM ?? "/usr/bin/chromium", flags: [] };
  }
  if (!OBS.includes(name)) throw new Error(`there is no engine ${name}: ${ENGINES.join(", ")}`);
  return { name, executable: await unpacked(`chromium-${name}`), flags: [] };
}

/**
 * The path of a package's program. It is compressed in the package, and unpacked once. Files that
 * are tested at the same time may do so twice: it is in its place whole, or not at all.
 */
async function unpacked(name) {
  const folder = join(PACKAGES, name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const program = join(FOLDER, `chromium-${version}`);
  const isThere = await access(program).then(() => true, () => false);
  if (isThere) return program;
  const part = `${program}.${process.pid}.part`;
  await mkdir(FOLDER, { recursive: true });
  try {
    const packed = createReadStream(join(folder, "bin", "chromium.br"));
    await pipeline(packed, createBrotliDecompress(), createWriteStream(part, { mode: 0o755 }));
    await rename(part, program);
  } finally {
    await rm(part, { force: true });
  }
  return program;
}
