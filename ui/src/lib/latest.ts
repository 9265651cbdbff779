// Answers may come in another order than they were asked for.

/** Of questions asked one after the other, only the answer to the last one counts, or its failure. */
export function latest(): <T>(answer: Promise<T>, use: (value: T) => void) => Promise<void> {
  let asked = 0;
  return async (answer, use) => {
    const mine = ++asked;
    try {
      const value = await answer;
      if (mine === asked) use(value);
    } catch (error) {
      if (mine === asked) throw error;
    }
  };
}
