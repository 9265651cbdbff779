/** An answer that comes when the test says so. */
export interface Later<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (why: unknown) => void;
}

export function later<T = void>(): Later<T> {
  let resolve: Later<T>["resolve"] = () => undefined;
  let reject: Later<T>["reject"] = () => undefined;
  const promise = new Promise<T>((yes, no) => ((resolve = yes), (reject = no)));
  return { promise, resolve, reject };
}

/** Lets all that can go on go on. */
export const soon = (): Promise<void> => new Promise((done) => setTimeout(done));
