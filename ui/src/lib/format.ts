// Days and moments as people here write them. Numbers come from the core as they are shown.

/** `2024-12-05` as `05/12/2024`. */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}

/** `2024-12-05T08:30:00+07:00` as `05/12/2024 08:30`. */
export function moment(iso: string): string {
  return `${day(iso)} ${iso.slice(11, 16)}`;
}
