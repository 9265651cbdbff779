// The window while nothing is unlocked, and the way into an office and out of it again.
import { tick } from "svelte";
import {
  closeWindow,
  lock as lockOffice,
  officeState,
  putSettings,
  registerWordings,
  schemas,
  type LockedBy,
  type OfficeState,
  type OpenOffice,
  type Settings,
} from "./backend";
import { Foot } from "./foot.svelte";
import { setLanguage } from "./messages/index.svelte";
import { Session, type Whereabouts } from "./session.svelte";

export class Desk extends Foot {
  /** What is known while nothing is unlocked. */
  state = $state<OfficeState | null>(null);
  /** The office that is open. */
  session = $state.raw<Session | null>(null);
  /** Whether the screen was hidden by its key. */
  hidden = $state(false);
  /** Why the office locked itself, where it did. */
  lockedBy = $state<LockedBy | null>(null);
  /** Whether files are held over the window. */
  dragging = $state(false);
  /** Where who locked it was: for her alone, should she come back. */
  #left: { folder: string; user: string; was: Whereabouts } | null = null;

  /** Opens the window on an office that was unlocked. */
  async open(office: OpenOffice): Promise<void> {
    const [columns, wordings] = await Promise.all([schemas(), registerWordings()]);
    const left = this.#left;
    const isSame = left?.user === office.user && left.folder === this.state?.folder;
    this.#left = null;
    this.clear();
    this.session = new Session(office, columns, wordings, isSame ? left?.was : undefined);
    this.hidden = false;
    this.lockedBy = null;
    if (this.state) this.state.standing = "office";
    void this.session.showGiven();
  }

  /** Takes everything off the screen, keeps what was typed, and locks the office. */
  async lock(hide: boolean): Promise<void> {
    const { session } = this;
    this.#leave();
    this.hidden = hide;
    await this.#settled(session);
    await lockOffice();
    session?.close();
    await this.locked();
  }

  /** The window is being closed: what was typed is on the disk first. */
  async close(): Promise<void> {
    const { session } = this;
    this.#leave();
    await this.#settled(session);
    await closeWindow();
  }

  /** When all that was typed on the screen that is left is on the disk. */
  async #settled(session: Session | null): Promise<void> {
    // Screens save what they hold when they go.
    await tick();
    await session?.drafts.settled();
  }

  /** The office was locked by nobody at the window. */
  async lockedItself(why: LockedBy): Promise<void> {
    this.#close();
    this.lockedBy = why;
    await this.locked();
  }

  /** The office may have been locked: who can unlock it now. */
  async locked(): Promise<void> {
    this.state = await officeState();
    if (!this.state.open) this.#close();
  }

  /** Shows the window as the settings say. */
  apply(settings: Settings): void {
    setLanguage(settings.language);
    const root = document.documentElement;
    const dark =
      settings.theme === "dark" ||
      (settings.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset["theme"] = dark ? "dark" : "light";
    root.style.fontSize = `${(16 * settings.zoom) / 100}px`;
  }

  async change(settings: Partial<Settings>): Promise<void> {
    if (!this.state) return;
    this.state.settings = await putSettings({ ...this.state.settings, ...settings });
    this.apply(this.state.settings);
  }

  /** Takes the office off the screen. */
  #leave(): void {
    const { session } = this;
    if (!session) return;
    this.#left = {
      folder: this.state?.folder ?? "",
      user: session.office.user,
      was: session.whereabouts(),
    };
    this.session = null;
  }

  #close(): void {
    this.session?.close();
    this.#leave();
  }
}

/** The one window. */
export const desk = new Desk();
