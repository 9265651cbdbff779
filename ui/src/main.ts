import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/latin-ext-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import "@fontsource/be-vietnam-pro/latin-ext-600.css";
import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { followCompositions } from "./lib/keys";

const target = document.getElementById("app");
if (!target) throw new Error("#app");
followCompositions(document);
mount(App, { target });
