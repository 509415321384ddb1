// The overlay page: it draws what the server sends, and decides nothing.

import { connect } from "./connection.js";
import { Curtain } from "./curtain.js";
import { Dress, inList } from "./dress.js";
import { addressOfSocket, find, sayState } from "./page.js";
import { MessageList } from "./list.js";
import { Look } from "./look.js";

const overlay = find("main.overlay");
const curtain = new Curtain(overlay);
const dress = new Dress(overlay, inList);
const list = new MessageList(overlay, find("ol.messages"), dress);
const look = new Look(overlay, find("#look"), find("#custom-css"), (options) => {
  if (dress.change(options)) list.redraw();
});

connect(
  addressOfSocket(),
  (frame) => {
    if (frame.type === "curtain") curtain.drawn = frame.drawn;
    // In the frame that brings chat, so that a new page never shows it for a moment.
    if (frame.type === "snapshot" || frame.type === "resume") curtain.drawn = frame.curtain === true;
    if (frame.type === "snapshot") list.reset(frame.messages, frame.ages);
    else if (frame.type === "samples") list.samples = frame.messages;
    else if (frame.type === "look") look.apply(frame);
    else if (frame.type === "changes" || frame.type === "resume") list.apply(frame.changes);
  },
  sayState(overlay, curtain),
);
