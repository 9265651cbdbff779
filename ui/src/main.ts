import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import { mount } from "svelte";
import "./app.css";
import Start from "./screens/start/Start.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("#app");
mount(Start, { target });
