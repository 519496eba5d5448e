/** An object whose properties are worked out when they are first read, and then kept. */
export function lazy<T extends object>(make: { readonly [K in keyof T]: () => T[K] }): T {
  const object = {};
  for (const key of Object.keys(make) as (keyof T & string)[]) {
    Object.defineProperty(object, key, {
      enumerable: true,
      configurable: true,
      get() {
        const value = make[key]();
        Object.defineProperty(object, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return object as T;
}
