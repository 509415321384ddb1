// The focus page: it shows the one message that the server says, and decides nothing.

import { connect } from "./connection.js";
import { Curtain } from "./curtain.js";
import { Dress } from "./dress.js";
import { element } from "./elements.js";
import { Look } from "./look.js";
import { addressOfSocket, find, sayState } from "./page.js";
import { Spotlight } from "./spotlight.js";

const overlay = find("main.overlay");
const curtain = new Curtain(overlay);
const dress = new Dress(overlay, sample);
const spotlight = new Spotlight(overlay, dress);
const look = new Look(overlay, find("#look"), find("#custom-css"), (options) => {
  if (dress.change(options)) spotlight.redraw();
});

connect(
  addressOfSocket(),
  (frame) => {
    if (frame.type === "curtain") curtain.drawn = frame.drawn;
    else if (frame.type === "focus") spotlight.show(frame.current);
    else if (frame.type === "look") look.apply(frame);
  },
  sayState(overlay, curtain),
);

/** A message in the largest letters, so that no picture is asked for too small. It is no article:
 * there is one at most. */
function sample() {
  const item = element("div", "focus");
  item.dataset.size = "short";
  return item;
}
