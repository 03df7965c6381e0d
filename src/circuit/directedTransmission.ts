/** Ports of a lossy multiport among the sources and responses of the loop equations. */
export interface LossyMultiport {
  readonly island: number
  /** Its first row and column in the response matrix. */
  readonly firstSource: number
  readonly size: number
  /** Its scattering matrix at the present frequency, re and im interleaved. */
  readonly scattering: Float64Array
}

/** What emits and absorbs in a network: shares of edges and lossy multiports, and how they respond to each other. */
export interface Emission {
  readonly islands: number
  /** Island, row of the response matrix and resistance [Ohm] of each share of an edge. */
  readonly emitterIsland: Int32Array
  readonly emitterSource: Int32Array
  readonly resistance: Float64Array
  /** Derivatives of their impedances with respect to their temperature [Ohm/K], and which of them have one. */
  readonly slopeRe: Float64Array
  readonly slopeIm: Float64Array
  readonly sloping: Int32Array
  readonly lossy: readonly LossyMultiport[]
  /** Response (row) per unit source (column): current per voltage for edges, wave a per noise wave c for ports. */
  readonly sources: number
  readonly responseRe: Float64Array
  readonly responseIm: Float64Array
}

/** Number of the pair of islands i and j, i !== j, where pairs i < j count row by row. */
export function pairIndex(i: number, j: number, islands: number): number {
  const low = Math.min(i, j)
  return low * islands - (low * (low + 3)) / 2 + Math.max(i, j) - 1
}

/**
 * Adds the transmission in one direction between all pairs of islands, and its temperature derivatives.
 *
 * Between shares of edges 4 R_a R_b |Y_ab|²; in general Tr[G_u X F_v X†], X the response of u to v, with G = R, F = 4R
 * for a share of an edge and G = 1 − S†S, F = 1 − SS† for a multiport. With dX = −X_·c dZ_c X_c·.
 *
 * @param upward True for the absorption in the island of higher number; in a reciprocal network both are the same.
 * @param tau Per pair.
 * @param slope Pairs x islands [1/K], or null.
 */
export function addTransmission(emission: Emission, upward: boolean, tau: Float64Array, slope: Float64Array | null) {
  addBetweenEdges(emission, upward, tau, slope)
  if (emission.lossy.length > 0) addWithMultiports(emission, upward, tau, slope)
}

function addBetweenEdges(emission: Emission, upward: boolean, tau: Float64Array, slope: Float64Array | null): void {
  const { islands, emitterIsland, emitterSource, resistance, slopeRe, slopeIm, sloping, sources } = emission
  const { responseRe, responseIm } = emission
  const count = resistance.length
  for (let a = 0; a < count; a++) {
    const islandA = emitterIsland[a]
    const row = emitterSource[a] * sources
    for (let b = 0; b < count; b++) {
      const islandB = emitterIsland[b]
      if (upward ? islandA <= islandB : islandA >= islandB) continue
      const column = emitterSource[b]
      const re = responseRe[row + column]
      const im = responseIm[row + column]
      const pair = pairIndex(islandA, islandB, islands)
      const square = 4 * (re * re + im * im)
      const weight = 8 * resistance[a] * resistance[b]
      tau[pair] += resistance[a] * resistance[b] * square
      if (slope === null) continue
      for (let index = 0; index < sloping.length; index++) {
        const c = sloping[index]
        const ac = row + emitterSource[c]
        const cb = emitterSource[c] * sources + column
        const acRe = responseRe[ac] * slopeRe[c] - responseIm[ac] * slopeIm[c]
        const acIm = responseRe[ac] * slopeIm[c] + responseIm[ac] * slopeRe[c]
        const changeRe = acRe * responseRe[cb] - acIm * responseIm[cb]
        const changeIm = acRe * responseIm[cb] + acIm * responseRe[cb]
        let change = -weight * (re * changeRe + im * changeIm)
        if (a === c) change += slopeRe[c] * resistance[b] * square
        else if (b === c) change += slopeRe[c] * resistance[a] * square
        slope[pair * islands + emitterIsland[c]] += change
      }
    }
  }
}

/** Pairs of which at least one is a multiport. */
function addWithMultiports(emission: Emission, upward: boolean, tau: Float64Array, slope: Float64Array | null): void {
  const { emitterIsland, lossy } = emission
  const edges = emitterIsland.length
  for (let u = 0; u < edges + lossy.length; u++) {
    const islandU = u < edges ? emitterIsland[u] : lossy[u - edges].island
    for (let v = u < edges ? edges : 0; v < edges + lossy.length; v++) {
      const islandV = v < edges ? emitterIsland[v] : lossy[v - edges].island
      if (upward ? islandU <= islandV : islandU >= islandV) continue
      addPair(emission, u, v, pairIndex(islandU, islandV, emission.islands), tau, slope)
    }
  }
}

/** Absorption in u of what v emits: Tr[G X F X†], element by element; sizes are those of a few ports. */
function addPair(
  emission: Emission,
  u: number,
  v: number,
  pair: number,
  tau: Float64Array,
  slope: Float64Array | null,
): void {
  const { emitterSource, islands, sources, resistance, responseRe, responseIm, sloping, slopeRe, slopeIm } = emission
  const edges = emitterSource.length
  const rows = u < edges ? null : emission.lossy[u - edges]
  const columns = v < edges ? null : emission.lossy[v - edges]
  const firstRow = rows === null ? emitterSource[u] : rows.firstSource
  const firstColumn = columns === null ? emitterSource[v] : columns.firstSource
  const rowCount = rows === null ? 1 : rows.size
  const columnCount = columns === null ? 1 : columns.size
  for (let p = 0; p < rowCount; p++) {
    for (let q = 0; q < columnCount; q++) {
      // K = (G X F)_pq
      let kRe = 0
      let kIm = 0
      for (let r = 0; r < rowCount; r++) {
        const gRe = rows === null ? resistance[u] : lossRe(rows, p, r, true)
        const gIm = rows === null ? 0 : lossIm(rows, p, r, true)
        for (let s = 0; s < columnCount; s++) {
          const fRe = columns === null ? 4 * resistance[v] : lossRe(columns, s, q, false)
          const fIm = columns === null ? 0 : lossIm(columns, s, q, false)
          const entry = (firstRow + r) * sources + firstColumn + s
          const gxRe = gRe * responseRe[entry] - gIm * responseIm[entry]
          const gxIm = gRe * responseIm[entry] + gIm * responseRe[entry]
          kRe += gxRe * fRe - gxIm * fIm
          kIm += gxRe * fIm + gxIm * fRe
        }
      }
      const entry = (firstRow + p) * sources + firstColumn + q
      const value = responseRe[entry] * kRe + responseIm[entry] * kIm
      tau[pair] += value
      if (slope === null) continue
      for (let index = 0; index < sloping.length; index++) {
        const c = sloping[index]
        const pc = (firstRow + p) * sources + emitterSource[c]
        const cq = emitterSource[c] * sources + firstColumn + q
        const pcRe = responseRe[pc] * slopeRe[c] - responseIm[pc] * slopeIm[c]
        const pcIm = responseRe[pc] * slopeIm[c] + responseIm[pc] * slopeRe[c]
        const changeRe = pcRe * responseRe[cq] - pcIm * responseIm[cq]
        const changeIm = pcRe * responseIm[cq] + pcIm * responseRe[cq]
        let change = -2 * (kRe * changeRe + kIm * changeIm)
        if ((u === c || v === c) && resistance[c] > 0) change += (value / resistance[c]) * slopeRe[c]
        slope[pair * islands + emission.emitterIsland[c]] += change
      }
    }
  }
}

/** Real part of (1 − S†S)_pq (absorption) or (1 − SS†)_pq (emission). */
function lossRe({ scattering, size }: LossyMultiport, p: number, q: number, absorption: boolean): number {
  let sum = p === q ? 1 : 0
  for (let r = 0; r < size; r++) {
    const a = 2 * (absorption ? r * size + p : p * size + r)
    const b = 2 * (absorption ? r * size + q : q * size + r)
    sum -= scattering[a] * scattering[b] + scattering[a + 1] * scattering[b + 1]
  }
  return sum
}

/** Imaginary part of (1 − S†S)_pq or (1 − SS†)_pq. */
function lossIm({ scattering, size }: LossyMultiport, p: number, q: number, absorption: boolean): number {
  let sum = 0
  for (let r = 0; r < size; r++) {
    const a = 2 * (absorption ? r * size + p : p * size + r)
    const b = 2 * (absorption ? r * size + q : q * size + r)
    // S†S: conj(S_rp) S_rq; SS†: S_pr conj(S_qr).
    const im = scattering[a] * scattering[b + 1] - scattering[a + 1] * scattering[b]
    sum -= absorption ? im : -im
  }
  return sum
}
