const longestWord = 64

/** Number of letters to insert, delete, replace or swap with their neighbour to turn one word into the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}

/** The candidate that a misspelt word most probably means; undefined if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > longestWord) return undefined
  const lower = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    const allowed = Math.max(1, Math.floor(Math.max(lower.length, other.length) / 3))
    const part = lower.length >= 3 && (other.startsWith(lower) || other.endsWith(lower))
    // A beginning or an end of the right word (`coupling`) counts as near, but a slip of the fingers counts as nearer.
    const distance =
      Math.abs(other.length - lower.length) > allowed ? Number.POSITIVE_INFINITY : editDistance(lower, other)
    const score = distance <= allowed ? distance : part ? allowed + 0.5 : Number.POSITIVE_INFINITY
    if (score < bestDistance) {
      best = candidate
      bestDistance = score
    }
  }
  return best
}

/** Remedy for a word that is not among the accepted ones: the nearest, or the list. */
export function remedy(word: unknown, accepted: readonly string[], noun = 'accepted'): string | undefined {
  const near = typeof word === 'string' ? nearest(word, accepted) : undefined
  if (near !== undefined) return `did you mean "${near}"?`
  if (accepted.length === 0) return undefined
  const shown = accepted.slice(0, 12).join(', ')
  const verb = accepted.length === 1 ? 'is' : 'are'
  return `${noun} ${verb} ${shown}${accepted.length > 12 ? ', ...' : ''}`
}
