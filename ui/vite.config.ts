import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Fonts stay files of our own: the window's policy allows no data: addresses.
export default defineConfig({ plugins: [svelte()], build: { assetsInlineLimit: 0 } });
