import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Fonts stay files of our own: the window's policy allows no data: addresses.
  build: { assetsInlineLimit: 0 },
  // The product's messages lie beside the user interface.
  server: { fs: { allow: [".."] } },
  // Tests run what the window runs, not what a server would.
  ...(mode === "test" ? { resolve: { conditions: ["browser"] } } : {}),
  test: {
    environment: "happy-dom",
    setupFiles: ["src/test/page.ts"],
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
}));
