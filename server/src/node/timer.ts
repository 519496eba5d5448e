/** Node's timers, each with a way to call it off. */
export const nodeTimer = {
  setImmediate(callback: () => void) {
    const immediate = setImmediate(callback);
    return { dispose: () => clearImmediate(immediate) };
  },
  setTimeout(callback: () => void, delayMs: number) {
    const timeout = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timeout) };
  },
};
