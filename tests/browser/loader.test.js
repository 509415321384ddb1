// The overlay's loader of pictures, on a clock of the test's own.
import assert from "node:assert/strict";
import test, { mock } from "node:test";

globalThis.devicePixelRatio = 1;
const { Pictures } = await import("../../overlay-themes/_runtime/pictures.js");

const PICTURE = { src: "x", ratio: 1 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A loader that asks `answer`, what it asked, and what came where. */
function loader(answer) {
  const asked = [];
  const came = [];
  const pictures = new Pictures(async (src) => {
    asked.push(src);
    return answer(src, asked.length);
  });
  const want = (name, image = { isConnected: true }) =>
    pictures.want(`/img/${name}`, 28, image, () => came.push(name));
  return { pictures, want, asked, came };
}

/** Lets so much time pass, step by step, so that what waits can go on in between. */
async function pass(ms) {
  for (let passed = 0; passed < ms; passed += 50) {
    mock.timers.tick(50);
    await settled();
  }
}

test.beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
test.afterEach(() => mock.timers.reset());

test("every place of a picture gets it, though there are many, and are not on the page yet", async () => {
  const { want, asked, came } = loader(() => PICTURE);
  const images = Array.from({ length: 700 }, () => ({ isConnected: false }));
  for (const image of images) want("a", image);
  for (const image of images) image.isConnected = true;
  await settled();
  assert.equal(came.length, 700);
  assert.equal(asked.length, 1);
});

test("a picture that fails for a while comes to the message that waits for it", async () => {
  const { want, came } = loader((_, times) => (times > 9 ? PICTURE : null));
  want("a");
  await pass(45_000);
  assert.deepEqual(came, ["a"]);
});

test("nothing is asked for whose places have left the page", async () => {
  const { want, asked } = loader(() => null);
  const image = { isConnected: true };
  want("a", image);
  await pass(1_000);
  const before = asked.length;
  image.isConnected = false;
  await pass(60_000);
  assert.equal(asked.length, before);
});

test("a thousand pictures of a dead host keep no other one", async () => {
  let most = 0;
  let open = 0;
  const asked = async (src) => {
    most = Math.max(most, ++open);
    await settled();
    open -= 1;
    return src.includes("good") ? PICTURE : null;
  };
  const { want, came } = loader(asked);
  const page = { isConnected: true };
  for (let number = 0; number < 1_000; number += 1) want(`dead-${number}`, page);
  want("good", page);
  await pass(5_000);
  assert.deepEqual(came, ["good"]);
  assert.ok(most <= 24, `${most} were asked for at once`);
  // Or they would be asked for when the test is over.
  page.isConnected = false;
  await pass(13_000);
});

test("a picture that is drawn stays loaded when no message shows it, unless it is broken", async () => {
  const held = [];
  globalThis.Image = class {
    constructor() {
      held.push(this);
    }
  };
  const { pictures, want, asked } = loader(() => PICTURE);
  want("a");
  await settled();
  assert.equal(pictures.find("/img/a", 28), PICTURE);
  assert.equal(pictures.find("/img/a", 28), PICTURE);
  assert.deepEqual(held.map(({ src }) => src), [PICTURE.src], "by one image, however often it is drawn");

  pictures.forget("/img/a", 28);
  assert.equal(pictures.find("/img/a", 28), undefined);
  want("a");
  await settled();
  pictures.find("/img/a", 28);
  assert.deepEqual([asked.length, held.length], [2, 2], "a broken one is asked for and held anew");
});
