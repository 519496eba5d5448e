/** A function that works out its answer once for each object, and keeps it as long as the object lives. */
export function onceFor<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly answer: V }>();
  return (of) => {
    let found = known.get(of);
    if (!found) {
      found = { answer: make(of) };
      known.set(of, found);
    }
    return found.answer;
  };
}
