// What `npm run dev` needs of the application that runs: its answers, under the address of the pages
// that Vite serves. The application takes nothing that comes from another address than its own.

import type { Plugin, ProxyOptions } from "vite";

/** Where it is when nothing else is said to it. */
const USUAL = "http://127.0.0.1:7420";

/** The pages, by the first part of their path; what follows is a key. */
const PAGE = /^\/(dashboard|dock|moderate)\/[^/?]*(?=$|\?)/;

/** All that the pages ask of the application. */
const ASKED = ["/api", "/ws", "/img", "/icons", "/overlay", "/runtime", "/themes", "/support"];

/** `running`: its address. */
export function besideTheApplication(running = USUAL): Plugin {
  const { origin } = new URL(running);
  const proxied: ProxyOptions = {
    target: origin,
    changeOrigin: true,
    ws: true,
    configure: (proxy) => {
      proxy.on("proxyReq", (request) => request.setHeader("origin", origin));
      proxy.on("proxyReqWs", (request) => request.setHeader("origin", origin));
    },
  };
  return {
    name: "beside-the-application",
    apply: "serve",
    config: () => ({
      server: { proxy: Object.fromEntries(ASKED.map((path) => [`^${path}(/|$)`, proxied])) },
    }),
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        request.url = request.url?.replace(PAGE, "/ui/$1.html");
        next();
      });
    },
  };
}
