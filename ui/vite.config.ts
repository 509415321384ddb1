import { defineConfig } from "vitest/config";
import { besideTheApplication } from "./dev.ts";
import { locales } from "./locales.ts";

export default defineConfig({
  base: "/ui/",
  plugins: [locales(), besideTheApplication(process.env.MULTICHAT_URL)],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: ["es2022", "safari15"],
    // The page's policy allows no script text of its own, and every target has module preload.
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: ["dashboard.html", "dock.html", "moderate.html"] },
  },
  test: { setupFiles: ["src/words/english.ts"] },
});
