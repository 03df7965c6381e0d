import type { Device, LedgerRow, OperatingPoint } from 'caloritron'

/** Sizes of the diagram, in units of its view box. */
const sizes = { box: 108, arrow: 146, lattice: 60, row: 18, least: 46, gap: 58, lane: 17, margin: 6 } as const
const thickest = 18
const thinnest = 1.5
/** A label stands on an arrow that is at least as thick, above one that is not. */
const readable = 10
/** Islands of which every order is not tried, but pairs are swapped while that helps. */
const rounds = 12

/** A flow of heat, turned so that its power is positive. */
export interface Flow {
  readonly row: LedgerRow
  readonly from: string
  readonly to: string
  readonly power: number
  readonly thickness: number
  /** What carries it, in a word. */
  readonly name: string
}

export interface Box {
  readonly name: string
  /** Place in the file, which gives the color. */
  readonly index: number
  readonly x: number
  readonly y: number
  readonly height: number
}

/** A flow along a straight line; the label stands on it, or beside it where it is upright. */
export interface Stream {
  readonly flow: Flow
  readonly points: readonly (readonly [number, number])[]
  readonly label: {
    readonly x: number
    readonly y: number
    readonly anchor: 'start' | 'middle' | 'end'
    readonly turned: boolean
  }
}

export interface LedgerLayout {
  readonly width: number
  readonly height: number
  readonly boxWidth: number
  readonly boxes: readonly Box[]
  readonly streams: readonly Stream[]
  /** Where the lattice stands; null where no heat goes there. */
  readonly lattice: { readonly x: number; readonly width: number } | null
}

export function flowsOf({ heat }: OperatingPoint): Flow[] {
  const largest = Math.max(...heat.map(({ power }) => Math.abs(power)), Number.MIN_VALUE)
  return heat
    .filter(({ power }) => power !== 0)
    .map((row) => {
      const turned = row.power < 0
      const power = Math.abs(row.power)
      return {
        row,
        from: turned ? row.to : row.from,
        to: turned ? row.from : row.to,
        power,
        thickness: thinnest + (thickest - thinnest) * Math.sqrt(power / largest),
        name: row.element ?? row.channel,
      }
    })
}

/** An order of the islands in which heat goes to neighbours rather than past them. */
function ordered(names: readonly string[], pairs: readonly (readonly [string, string])[]): string[] {
  const cost = (order: readonly string[]): number =>
    pairs.reduce((sum, [a, b]) => sum + Math.abs(order.indexOf(a) - order.indexOf(b)), 0)
  let best = [...names]
  for (let round = 0; round < rounds; round++) {
    let better: string[] | null = null
    let least = cost(best)
    for (let i = 0; i < best.length; i++) {
      for (let j = 0; j < best.length; j++) {
        if (i === j) continue
        // Taken out of its place and put in another.
        const next = best.toSpliced(i, 1).toSpliced(j, 0, best[i]!)
        if (cost(next) < least) {
          better = next
          least = cost(next)
        }
      }
    }
    if (better === null) break
    best = better
  }
  return best
}

const orders = new Map<string, string[]>()

function orderOf(names: readonly string[], between: readonly Flow[]): string[] {
  const pairs = between.map(({ row }) => [row.from, row.to] as const)
  const key = JSON.stringify([names, pairs])
  const known = orders.get(key)
  if (known !== undefined) return known
  // A drag keeps the order; other devices need not be remembered for long.
  if (orders.size > 20) orders.clear()
  const found = ordered(names, pairs)
  orders.set(key, found)
  return found
}

/** Places the heat ledger of an operating point: islands below each other, the outside to the left, the lattice to the right. */
export function layoutLedger(point: OperatingPoint, device: Device): LedgerLayout {
  const names = Object.keys(device.islands)
  const isIsland = (name: string): boolean => names.includes(name)
  const flows = flowsOf(point)
  const between = flows.filter(({ from, to }) => isIsland(from) && isIsland(to))
  const order = orderOf(names, between)
  const atLeft = (flow: Flow): boolean => flow.from === 'external' || flow.to === 'external'
  const sideOf = (name: string, left: boolean): Flow[] =>
    flows.filter((flow) => !between.includes(flow) && atLeft(flow) === left && (flow.from === name || flow.to === name))
  const room = ({ thickness }: Flow): number => Math.max(thickness + 3, sizes.row)
  const total = (list: readonly Flow[]): number => list.reduce((sum, flow) => sum + room(flow), 0)

  // Flows that pass an island, or that find no room between neighbours, go round in lanes.
  const near = new Map<string, Flow[]>()
  const far: Flow[] = []
  for (const flow of between) {
    const [a, b] = [order.indexOf(flow.from), order.indexOf(flow.to)].sort((one, two) => one - two) as [number, number]
    const key = String(a)
    const present = near.get(key) ?? []
    if (b - a === 1 && present.length < 2) near.set(key, [...present, flow])
    else far.push(flow)
  }
  const lanes: { readonly flow: Flow; readonly top: number; readonly bottom: number; readonly lane: number }[] = []
  for (const flow of far) {
    const [top, bottom] = [order.indexOf(flow.from), order.indexOf(flow.to)].sort((a, b) => a - b) as [number, number]
    let lane = 0
    while (lanes.some((other) => other.lane === lane && other.top <= bottom && other.bottom >= top)) lane++
    lanes.push({ flow, top, bottom, lane })
  }
  const laneCount = Math.max(0, ...lanes.map(({ lane }) => lane + 1))
  const laneZone = laneCount === 0 ? 0 : laneCount * sizes.lane + 8
  // Work that goes into the lattice itself, as in the lead of a junction, passes below all islands.
  const through = flows.filter(({ from, to }) => !isIsland(from) && !isIsland(to))
  const anyLeft = through.length > 0 || names.some((name) => sideOf(name, true).length > 0)
  const anyRight = through.length > 0 || names.some((name) => sideOf(name, false).length > 0)
  const boxX = sizes.margin + laneZone + (anyLeft ? sizes.arrow : laneCount > 0 ? 24 : 0)
  const latticeX = boxX + sizes.box + sizes.arrow
  // A label beside an upright arrow needs its room, too.
  const width = Math.max(anyRight ? latticeX + sizes.lattice : boxX + sizes.box, boxX + sizes.box + 96) + sizes.margin

  const boxes: Box[] = []
  let y = sizes.margin
  for (const [place, name] of order.entries()) {
    const ends = lanes.filter(({ top, bottom }) => top === place || bottom === place).length
    const height = Math.max(
      sizes.least,
      total(sideOf(name, true)) + 8 + 9 * ends,
      total(sideOf(name, false)) + 8,
      14 * ends + 8,
    )
    boxes.push({ name, index: names.indexOf(name), x: boxX, y, height })
    y += height + (near.has(String(place)) ? sizes.gap : 16)
  }
  const height = y - 16 + (through.length > 0 ? total(through) + 10 : 0) + sizes.margin
  const boxOf = (name: string): Box => boxes[order.indexOf(name)]!

  const streams: Stream[] = []
  for (const { name, x, y: top, height: tall } of boxes) {
    for (const left of [true, false]) {
      const list = sideOf(name, left)
      let at = top + tall / 2 - total(list) / 2
      for (const flow of list) {
        const middle = at + room(flow) / 2
        at += room(flow)
        const inward = flow.to === name
        const [near0, far0] = left ? [x - 2, x - sizes.arrow + 4] : [x + sizes.box + 2, x + sizes.box + sizes.arrow - 2]
        const beneath = flow.thickness < readable ? 5 : 0
        const points = (inward ? [far0, near0] : [near0, far0]).map((px) => [px, middle + beneath] as const)
        streams.push({
          flow,
          points,
          label: { x: (near0 + far0) / 2, y: middle + (beneath > 0 ? 1 : 4), anchor: 'middle', turned: false },
        })
      }
    }
  }
  y -= 6
  for (const flow of through) {
    const middle = y + room(flow) / 2
    y += room(flow)
    const beneath = flow.thickness < readable ? 5 : 0
    const [outside, inside] = [boxX - sizes.arrow + 4, latticeX - 2]
    const points = (atLeft({ ...flow, to: '' }) ? [outside, inside] : [inside, outside]).map(
      (px) => [px, middle + beneath] as const,
    )
    const label = {
      x: boxX + sizes.box / 2,
      y: middle + (beneath > 0 ? 1 : 4),
      anchor: 'middle',
      turned: false,
    } as const
    streams.push({ flow, points, label })
  }
  for (const [key, list] of near) {
    const [upper, lower] = [boxes[Number(key)]!, boxes[Number(key) + 1]!]
    for (const [k, flow] of list.entries()) {
      const x = boxX + sizes.box / 2 + (list.length === 1 ? 0 : k === 0 ? -22 : 22)
      const [start, end] = [upper.y + upper.height + 2, lower.y - 2]
      const down = flow.from === upper.name
      const beside = flow.thickness / 2 + 6
      const atStart = list.length === 1 || k === 1
      streams.push({
        flow,
        points: (down ? [start, end] : [end, start]).map((py) => [x, py] as const),
        label: {
          x: atStart ? x + beside : x - beside,
          y: (start + end) / 2 + 4,
          anchor: atStart ? 'start' : 'end',
          turned: false,
        },
      })
    }
  }
  const used = new Map<string, number>()
  for (const { flow, lane } of lanes) {
    const x = sizes.margin + laneZone - 8 - (lane + 0.5) * sizes.lane
    const edge = (name: string, upper: boolean): number => {
      const box = boxOf(name)
      const count = used.get(`${name} ${upper}`) ?? 0
      used.set(`${name} ${upper}`, count + 1)
      return upper ? box.y + box.height - 6 - 8 * count : box.y + 6 + 8 * count
    }
    const down = order.indexOf(flow.from) < order.indexOf(flow.to)
    const [from, to] = [edge(flow.from, down), edge(flow.to, !down)]
    streams.push({
      flow,
      points: [
        [boxX - 2, from],
        [x, from],
        [x, to],
        [boxX - 2, to],
      ],
      label: { x: x + 4, y: (from + to) / 2, anchor: 'middle', turned: true },
    })
  }
  return {
    width,
    height,
    boxWidth: sizes.box,
    boxes,
    streams,
    lattice: anyRight ? { x: latticeX, width: sizes.lattice } : null,
  }
}
