import { OutsideDomain } from '../numerics/outsideDomain.js'
import type { FlowBuffer, HeatCapacity, HeatChannel } from './channel.js'
import { external } from './channel.js'

/** An electrode whose electrons share one temperature; held at it or free to find it. */
export interface HeatIsland {
  readonly name: string
  /** Temperature [K] > 0 it is held at; null if it is free. */
  readonly fixedTemperature: number | null
}

/** A reservoir so large that it keeps its temperature. */
export interface HeatBath {
  readonly name: string
  /** Temperature [K] > 0. */
  readonly temperature: number
}

export interface HeatNetworkParts {
  readonly islands: readonly HeatIsland[]
  readonly baths: readonly HeatBath[]
  readonly channels: readonly HeatChannel[]
  readonly heatCapacities?: readonly HeatCapacity[]
}

/** A channel with its place in the network and its flows at the temperatures last evaluated. */
export interface ChannelLink {
  readonly channel: HeatChannel
  /** Positions of its terminals in `reservoirs`. */
  readonly terminals: Int32Array
  /** Positions in `reservoirs` where each flow comes from and goes to; -1 for work from outside. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly temperatures: Float64Array
  readonly flows: FlowBuffer
}

/** The heat balance of the free islands at one set of temperatures. */
export interface HeatBalance {
  /** Net heat into each free island [W]. */
  readonly net: Float64Array
  /** Derivative of `net` with respect to the temperature of every reservoir [W/K], row-major, free islands first. */
  readonly jacobian: Float64Array
  /** Heat that leaves each free island [W], without what comes in. */
  readonly outflow: Float64Array
  /** Largest flow that begins or ends at each free island [W]. */
  readonly largestAt: Float64Array
  /** Largest flow of the network [W]. */
  largest: number
}

/** Islands and baths with the channels between them, ready for evaluation. */
export interface HeatNetwork {
  readonly islands: readonly HeatIsland[]
  readonly baths: readonly HeatBath[]
  readonly heatCapacities: readonly HeatCapacity[]
  /** Names of the free islands, in the order of all vectors of temperatures. */
  readonly free: readonly string[]
  /** Names of all reservoirs: free islands, held islands, baths. */
  readonly reservoirs: readonly string[]
  /** Temperatures of all reservoirs [K]; those of the free islands as last evaluated. */
  readonly temperatures: Float64Array
  readonly links: readonly ChannelLink[]
  /**
   * Evaluates all channels at the temperatures of the free islands [K] and writes their balance; allocates nothing.
   * Returns whether all flows and derivatives are finite; they are not where a channel has no value (`refusal`).
   */
  evaluate(temperatures: Float64Array, out: HeatBalance): boolean
  /** What a channel said that had no value at the temperatures of the last `evaluate` or `adapt`; null if all had. */
  readonly refusal: OutsideDomain | null
  /** Writes the balance of the flows that stand in `links`. */
  collect(out: HeatBalance): boolean
  /** Lets every channel suit its discretisation to these temperatures; returns whether any changed. */
  adapt(temperatures: Float64Array): boolean
  /**
   * Takes other channels of the same kinds in the same places, and other temperatures of baths and held islands.
   *
   * @returns false, and nothing is changed, if the structure differs: then a network must be built anew
   */
  renew(parts: HeatNetworkParts): boolean
}

/** Allocates the balance that `HeatNetwork.evaluate` fills. */
export function createHeatBalance(network: HeatNetwork): HeatBalance {
  const n = network.free.length
  return {
    net: new Float64Array(n),
    jacobian: new Float64Array(n * network.reservoirs.length),
    outflow: new Float64Array(n),
    largestAt: new Float64Array(n),
    largest: 0,
  }
}

/**
 * Joins islands, baths and channels to a heat network: F_k(T) = sum of all flows into island k minus those out of it (Eq. 7).
 *
 * @param parts islands (names unique, `external` reserved), baths, channels and heat capacities
 * @returns the network; it owns its buffers, so it serves one computation at a time
 * @throws if a name is double or unknown, or a fixed temperature is not a positive number
 * @example
 * buildHeatNetwork({
 *   islands: [{ name: 'drain', fixedTemperature: null }],
 *   baths: [{ name: 'phonons', temperature: 0.03 }],
 *   channels: [heater, electronPhonon],
 * })
 */
export function buildHeatNetwork(parts: HeatNetworkParts): HeatNetwork {
  const { islands, baths, channels } = parts
  const heatCapacities = parts.heatCapacities ?? []
  const held = islands.filter((island) => island.fixedTemperature !== null)
  const free = islands.filter((island) => island.fixedTemperature === null).map((island) => island.name)
  const reservoirs = [...free, ...held.map((island) => island.name), ...baths.map((bath) => bath.name)]
  const position = new Map<string, number>()
  for (const [index, name] of reservoirs.entries()) {
    if (name === external) throw new Error(`island ${name}: this name stands for work from outside; choose another`)
    if (position.has(name)) throw new Error(`island ${name}: names of islands and baths must differ; rename one`)
    position.set(name, index)
  }
  const temperatures = new Float64Array(reservoirs.length)
  for (const island of held) temperatures[position.get(island.name)!] = positive(island.name, island.fixedTemperature!)
  for (const bath of baths) temperatures[position.get(bath.name)!] = positive(bath.name, bath.temperature)
  for (const { island, element } of heatCapacities)
    if (!islands.some(({ name }) => name === island))
      throw new Error(`heat capacity of ${element}: island ${island} does not exist; the islands are ${list(islands)}`)

  const find = (channel: HeatChannel, name: string): number => {
    const index = position.get(name)
    if (index === undefined)
      throw new Error(
        `channel ${channel.element ?? channel.channel}: reservoir ${name} does not exist; there are ${reservoirs.join(', ')}`,
      )
    return index
  }
  const links = channels.map((channel): ChannelLink => {
    const end = (name: string): number => (name === external ? -1 : find(channel, name))
    return {
      channel,
      terminals: Int32Array.from(channel.terminals, (name) => find(channel, name)),
      from: Int32Array.from(channel.flows, (flow) => end(flow.from)),
      to: Int32Array.from(channel.flows, (flow) => end(flow.to)),
      temperatures: new Float64Array(channel.terminals.length),
      flows: {
        power: new Float64Array(channel.flows.length),
        jacobian: new Float64Array(channel.flows.length * channel.terminals.length),
        error: new Float64Array(channel.flows.length),
      },
    }
  })
  return new WiredNetwork(parts, free, reservoirs, temperatures, links)
}

function sameShape(channel: HeatChannel, old: HeatChannel): boolean {
  if (channel === old) return true
  return (
    channel.channel === old.channel &&
    channel.element === old.element &&
    channel.terminals.length === old.terminals.length &&
    channel.flows.length === old.flows.length &&
    channel.terminals.every((name, index) => name === old.terminals[index]) &&
    channel.flows.every(({ from, to }, index) => from === old.flows[index]!.from && to === old.flows[index]!.to)
  )
}

class WiredNetwork implements HeatNetwork {
  islands: readonly HeatIsland[]
  baths: readonly HeatBath[]
  heatCapacities: readonly HeatCapacity[]
  links: readonly ChannelLink[]
  readonly free: readonly string[]
  readonly reservoirs: readonly string[]
  readonly temperatures: Float64Array
  refusal: OutsideDomain | null = null

  /** Channels as they were given last. */
  private channels: readonly HeatChannel[]
  /** Temperatures of the flows that stand in the links; the end of a search asks for them again. */
  private readonly evaluatedAt: Float64Array
  private current = false

  constructor(
    { islands, baths, channels, heatCapacities = [] }: HeatNetworkParts,
    free: readonly string[],
    reservoirs: readonly string[],
    temperatures: Float64Array,
    links: readonly ChannelLink[],
  ) {
    this.islands = islands
    this.baths = baths
    this.channels = channels
    this.heatCapacities = heatCapacities
    this.free = free
    this.reservoirs = reservoirs
    this.temperatures = temperatures
    this.links = links
    this.evaluatedAt = new Float64Array(free.length)
  }

  evaluate(temperatures: Float64Array, out: HeatBalance): boolean {
    const { evaluatedAt, links } = this
    for (let i = 0; i < evaluatedAt.length; i++) if (temperatures[i] !== evaluatedAt[i]) this.current = false
    if (!this.current) {
      this.gather(temperatures)
      this.refusal = null
      try {
        for (let index = 0; index < links.length; index++) {
          const { channel, temperatures: local, flows } = links[index]
          channel.evaluate(local, flows)
        }
      } catch (error) {
        this.refuse(error)
        return false
      }
      for (let i = 0; i < evaluatedAt.length; i++) evaluatedAt[i] = temperatures[i]
      this.current = true
    }
    return this.sum(out)
  }

  collect(out: HeatBalance): boolean {
    // Somebody has changed the flows.
    this.current = false
    return this.sum(out)
  }

  adapt(temperatures: Float64Array): boolean {
    this.gather(temperatures)
    this.refusal = null
    let changed = false
    try {
      for (const { channel, temperatures: local } of this.links) changed = (channel.adapt?.(local) ?? false) || changed
    } catch (error) {
      this.refuse(error)
    }
    if (changed) this.current = false
    return changed
  }

  private refuse(error: unknown): void {
    if (!(error instanceof OutsideDomain)) throw error
    this.refusal = error
    this.current = false
  }

  renew({ islands, baths, channels, heatCapacities = [] }: HeatNetworkParts): boolean {
    const { links, temperatures } = this
    const same =
      (islands === this.islands || sameIslands(islands, this.islands)) &&
      baths.length === this.baths.length &&
      baths.every(({ name }, index) => name === this.baths[index].name) &&
      (channels === this.channels ||
        (channels.length === links.length &&
          channels.every((channel, index) => sameShape(channel, links[index].channel))))
    if (!same) return false
    let place = this.free.length
    for (const { name, fixedTemperature } of islands)
      if (fixedTemperature !== null) temperatures[place++] = positive(name, fixedTemperature)
    for (const { name, temperature } of baths) temperatures[place++] = positive(name, temperature)
    if (channels !== this.channels) {
      this.links = links.map((link, index) =>
        link.channel === channels[index] ? link : { ...link, channel: channels[index] },
      )
    }
    this.islands = islands
    this.baths = baths
    this.channels = channels
    this.heatCapacities = heatCapacities
    this.current = false
    return true
  }

  private gather(freeTemperatures: Float64Array): void {
    const { temperatures, links } = this
    for (let i = 0; i < freeTemperatures.length; i++) temperatures[i] = freeTemperatures[i]
    for (let index = 0; index < links.length; index++) {
      const { terminals, temperatures: local } = links[index]
      for (let i = 0; i < terminals.length; i++) local[i] = temperatures[terminals[i]]
    }
  }

  private sum(out: HeatBalance): boolean {
    const { links, reservoirs } = this
    out.net.fill(0)
    out.jacobian.fill(0)
    out.outflow.fill(0)
    out.largestAt.fill(0)
    out.largest = 0
    let finite = true
    for (let index = 0; index < links.length; index++) {
      finite = addFlows(links[index], reservoirs.length, out) && finite
    }
    return finite
  }
}

function sameIslands(islands: readonly HeatIsland[], old: readonly HeatIsland[]): boolean {
  return (
    islands.length === old.length &&
    islands.every(
      ({ name, fixedTemperature }, index) =>
        name === old[index].name && (fixedTemperature === null) === (old[index].fixedTemperature === null),
    )
  )
}

function addFlows(link: ChannelLink, columns: number, out: HeatBalance): boolean {
  const { terminals, from, to, flows } = link
  const freeCount = out.net.length
  let finite = true
  for (let flow = 0; flow < from.length; flow++) {
    const power = flows.power[flow]
    const size = Math.abs(power)
    if (!(size < Infinity)) finite = false
    if (size > out.largest) out.largest = size
    const source = from[flow]
    const sink = to[flow]
    const row = flow * terminals.length
    for (let i = 0; i < terminals.length; i++) if (!Number.isFinite(flows.jacobian[row + i])) finite = false
    if (source >= 0 && source < freeCount) {
      out.net[source] -= power
      if (power > 0) out.outflow[source] += power
      if (size > out.largestAt[source]) out.largestAt[source] = size
      for (let i = 0; i < terminals.length; i++)
        out.jacobian[source * columns + terminals[i]] -= flows.jacobian[row + i]
    }
    if (sink >= 0 && sink < freeCount) {
      out.net[sink] += power
      if (power < 0) out.outflow[sink] -= power
      if (size > out.largestAt[sink]) out.largestAt[sink] = size
      for (let i = 0; i < terminals.length; i++) out.jacobian[sink * columns + terminals[i]] += flows.jacobian[row + i]
    }
  }
  return finite
}

function positive(name: string, temperature: number): number {
  if (temperature > 0 && temperature < Infinity) return temperature
  throw new Error(`temperature of ${name}: must be a positive number of kelvin, got ${temperature}`)
}

function list(islands: readonly HeatIsland[]): string {
  return islands.map((island) => island.name).join(', ') || 'none'
}
