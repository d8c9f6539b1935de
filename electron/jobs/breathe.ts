/** Lets a thread answer its messages (a cancel, a click) in the middle of synchronous work. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
