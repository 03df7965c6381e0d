/** CPU seconds that a function takes [s], its threads included. */
export async function cpu(call) {
  const before = process.cpuUsage()
  await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** As `cpu`, for one of `count` calls in a row. */
export function cpuOfEach(count, call) {
  const before = process.cpuUsage()
  for (let k = 0; k < count; k++) call(k)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6 / count
}

/**
 * The best time of each candidate over several rounds in which they take turns: other programs on the machine only add, and a machine
 * that gets slower or faster does so for all.
 *
 * @param {number} rounds
 * @param {Record<string, () => number | Promise<number>>} candidates each measures itself once [s]
 */
export async function best(rounds, candidates) {
  const result = Object.fromEntries(Object.keys(candidates).map((name) => [name, Number.POSITIVE_INFINITY]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(candidates)) result[name] = Math.min(result[name], await measure())
  }
  return result
}

/** A candidate for `best` that takes part in the first rounds only, because it is slow. */
export function few(rounds, measure) {
  let left = rounds
  return () => (left-- > 0 ? measure() : Number.POSITIVE_INFINITY)
}

/** Throws unless two answers to the same question agree. */
export function mustAgree(what, a, b, tolerance) {
  const difference = Math.abs(a / b - 1)
  if (!(difference <= tolerance)) throw new Error(`bench: ${what} differ by ${difference}: ${a} and ${b}`)
  return difference
}
