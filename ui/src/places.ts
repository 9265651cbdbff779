// The places of the navigation, in its order: each with its screen. What a place is called is message
// `ui-nav-<screen>`.
import ClipboardCheck from "@lucide/svelte/icons/clipboard-check";
import FileText from "@lucide/svelte/icons/file-text";
import House from "@lucide/svelte/icons/house";
import InboxIcon from "@lucide/svelte/icons/inbox";
import KeyRound from "@lucide/svelte/icons/key-round";
import ListChecks from "@lucide/svelte/icons/list-checks";
import NotebookPen from "@lucide/svelte/icons/notebook-pen";
import Send from "@lucide/svelte/icons/send";
import Settings2 from "@lucide/svelte/icons/settings-2";
import ShieldUser from "@lucide/svelte/icons/shield-user";
import Sigma from "@lucide/svelte/icons/sigma";
import Users from "@lucide/svelte/icons/users";
import type { Component } from "svelte";
import Admin from "./screens/admin/Admin.svelte";
import Committee from "./screens/committee/Committee.svelte";
import Inspections from "./screens/committee/Inspections.svelte";
import Home from "./screens/home/Home.svelte";
import Inbox from "./screens/receiving/Inbox.svelte";
import Standing from "./screens/receiving/Standing.svelte";
import Units from "./screens/receiving/Units.svelte";
import Report from "./screens/report/Report.svelte";
import Submit from "./screens/submit/Submit.svelte";

interface Declared {
  screen: string;
  Icon: typeof House;
  /** Its screen; none where that is told what to begin with: those are in `Frame.svelte`. */
  Screen?: Component;
}

/** What every office has. */
export const PLACES = [
  { screen: "home", Icon: House, Screen: Home },
  { screen: "narrative", Icon: NotebookPen },
  { screen: "committee", Icon: Users, Screen: Committee },
  { screen: "inspections", Icon: ClipboardCheck, Screen: Inspections },
  { screen: "report", Icon: FileText, Screen: Report },
  { screen: "submit", Icon: Send, Screen: Submit },
  { screen: "cases", Icon: ShieldUser },
  { screen: "admin", Icon: Settings2, Screen: Admin },
] as const satisfies readonly Declared[];

/** What an office has that units report to; any office has an inbox, for what is dropped on it. */
export const RECEIVING = [
  { screen: "inbox", Icon: InboxIcon, Screen: Inbox },
  { screen: "standing", Icon: ListChecks, Screen: Standing },
  { screen: "totals", Icon: Sigma },
  { screen: "units", Icon: KeyRound, Screen: Units },
] as const satisfies readonly Declared[];

/** A place of the navigation. */
export type Place = (typeof PLACES)[number] | (typeof RECEIVING)[number];

/** A screen that is told nothing. */
export type PlainScreen = Extract<Place, { Screen: unknown }>["screen"];

/** The screens that are told nothing. */
export const SCREENS: Readonly<Record<PlainScreen, Component>> = Object.fromEntries(
  [...PLACES, ...RECEIVING].flatMap((place) =>
    "Screen" in place ? [[place.screen, place.Screen]] : [],
  ),
) as Record<PlainScreen, Component>;
