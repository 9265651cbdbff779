// The only place that imports Tauri.
import { invoke } from "@tauri-apps/api/core";

export interface OfficeState {
  exists: boolean;
  folder: string;
  users: string[];
  catalogue: string;
  units: number;
}

export const officeState = (): Promise<OfficeState> => invoke("office_state");
