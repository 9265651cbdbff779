// Answers may come in another order than they were asked for.

/** Of questions asked one after the other, only the answer to the last one counts. */
export function latest(): <T>(answer: Promise<T>, use: (value: T) => void) => Promise<void> {
  let asked = 0;
  return async (answer, use) => {
    const mine = ++asked;
    const value = await answer;
    if (mine === asked) use(value);
  };
}
