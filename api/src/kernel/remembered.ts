/** A pure function that keeps its latest results: the one that was not asked for the longest is forgotten first. */
export function remembered<Result>(make: (key: string) => Result, most: number): (key: string) => Result {
  const known = new Map<string, Result>();
  return (key) => {
    const result = known.get(key) ?? make(key);
    known.delete(key);
    known.set(key, result);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return result;
  };
}
