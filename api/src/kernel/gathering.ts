/**
 * One question under way at a time: what is wanted meanwhile goes together with the next one. Nobody waits where nothing is under
 * way; many who ask at once cost few questions. Each is answered by a question put after they asked, with more keys than theirs.
 */
export function gathering<Answer>(
  ask: (keys: readonly string[]) => Promise<Answer>,
): (keys: readonly string[]) => Promise<Answer> {
  let isUnderWay = false;
  let next: Waiting<Answer> | undefined;

  const put = (keys: readonly string[]): Promise<Answer> => {
    isUnderWay = true;
    const answer = ask(keys);
    answer.then(goOn, goOn);
    return answer;
  };
  const goOn = () => {
    isUnderWay = false;
    const waiting = next;
    next = undefined;
    waiting?.resolve(put([...waiting.keys]));
  };
  return (keys) => {
    if (!isUnderWay) return put(keys);
    next ??= { keys: new Set(), ...Promise.withResolvers<Answer>() };
    for (const key of keys) next.keys.add(key);
    return next.promise;
  };
}

interface Waiting<Answer> extends PromiseWithResolvers<Answer> {
  readonly keys: Set<string>;
}
