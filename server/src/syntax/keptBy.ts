/**
 * A function that asks another one once for each object and gives the same answer as long as the object lives. It is for what
 * follows from an object that does not change: groups and facts are made anew when a file changes.
 */
export function keptBy<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let kept = known.get(key);
    if (kept === undefined) known.set(key, (kept = { value: make(key) }));
    return kept.value;
  };
}
