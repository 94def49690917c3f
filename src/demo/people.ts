/**
 * Somebody out of all who can be made of these names: the same name is the same person each time. `number` tells them
 * apart, from 0 on: what hangs on it (a phone, an address) is theirs alone.
 */
export function personOf(
  random: { one<T>(list: readonly T[]): T },
  first: readonly string[],
  last: readonly string[],
): { name: string; number: number } {
  const [given, family] = [random.one(first), random.one(last)]
  return { name: `${given} ${family}`, number: first.indexOf(given) * last.length + last.indexOf(family) }
}
