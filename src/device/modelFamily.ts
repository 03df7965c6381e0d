import { renewNetwork } from '../circuit/network.js'
import type { PartFaces } from '../parts/part.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import type { HeatNetworkParts } from '../thermal/heatNetwork.js'
import type { PhotonChannel } from '../thermal/photonChannel.js'
import { buildContext } from './buildContext.js'
import { bathsOf, buildElement, gather, heatNetworkParts, islandsOf, joinFaces, type Model } from './compile.js'
import type { Device } from './device.js'

/** What the last model was made of. */
interface Built {
  readonly model: Model
  readonly photon: PhotonChannel | null
  readonly faces: readonly PartFaces[]
  readonly elements: readonly NamedElement[]
  readonly parts: HeatNetworkParts
}

type NamedElement = readonly [string, Device['circuit'][string]]

/**
 * Compiles devices that differ in a few numbers, each from the one before.
 *
 * The graph of the circuit, its loop equations, the wiring of the heat network, the subdivision of the spectral integral and
 * all work space are kept; only elements whose numbers changed are built again. A device of another structure is compiled
 * afresh. A model is valid until the next one is asked for.
 *
 * @example
 * const family = new ModelFamily()
 * const hotter = solve(family.at(setPath(device, 'phonons', 0.05)))
 */
export class ModelFamily {
  private readonly tables: PhysicsTables
  private built: Built | null = null

  /** @param tables Tables of the universal functions, to share them with other models. */
  constructor(tables: PhysicsTables = createTables()) {
    this.tables = tables
  }

  /**
   * The model of a device, as `compile` makes it.
   *
   * @throws Error as `compile` does.
   * @example
   * const family = new ModelFamily()
   * for (const device of devices) solve(family.at(device))
   */
  at(device: Device): Model {
    const previous = this.built
    // Should building fail, nothing half changed is kept.
    this.built = null
    const next = previous === null ? this.compile(device) : (this.change(previous, device) ?? this.compile(device))
    this.built = next
    return next.model
  }

  /** Forgets what suits the temperatures of the models so far: the next one behaves as if it were the first. */
  restart(): void {
    this.built?.photon?.spectralHeat.restart()
  }

  private compile(device: Device): Built {
    const context = buildContext(device, this.tables)
    const elements = elementsOf(device)
    const faces = elements.map(([name, element]) => buildElement(name, element, context))
    return { ...joinFaces(device, faces, this.tables), faces, elements }
  }

  /** The model changed to another device; null if its structure is another. */
  private change(built: Built, device: Device): Built | null {
    const { model, photon, parts } = built
    const old = model.device
    if (device === old) return built
    const sameElements = device.circuit === old.circuit && device.heat === old.heat
    // An element may read materials, files and, as a coupling does, other elements of the circuit.
    const sameContext = device.materials === old.materials && device.files === old.files
    const samePhonons = device.phonons === old.phonons || !built.faces.some(({ readsPhonons }) => readsPhonons)
    if (sameElements && sameContext && samePhonons) {
      const { islands, baths } =
        device.islands === old.islands
          ? { islands: parts.islands, baths: bathsOf(device) }
          : { islands: islandsOf(device), baths: bathsOf(device) }
      const renewed = { ...parts, islands, baths }
      return model.heatNetwork.renew(renewed) ? { ...built, model: { ...model, device }, parts: renewed } : null
    }
    const elements = elementsOf(device)
    const faces = this.changeFaces(built, device, elements, sameContext)
    if (faces === null) return null
    let { network } = model
    if (
      faces.some(
        (face, index) => face !== built.faces[index] && (isElectrical(face) || isElectrical(built.faces[index])),
      )
    ) {
      const renewed = renewNetwork(network, gather(faces, 'branches'), gather(faces, 'multiports'))
      if (renewed === null) return null
      network = renewed
      photon?.spectralHeat.replaceElements(network)
    }
    const nextParts = heatNetworkParts(device, faces, photon)
    if (!model.heatNetwork.renew(nextParts)) return null
    const next: Model = {
      device,
      network,
      heatNetwork: model.heatNetwork,
      extents: gather(faces, 'extents'),
      limits: gather(faces, 'limits'),
      readings: gather(faces, 'readings'),
      tables: this.tables,
    }
    return { model: next, photon, faces, elements, parts: nextParts }
  }

  /** What the elements bring, those that have changed built anew; null if they do not correspond to the old ones. */
  private changeFaces(
    { model, faces, elements: oldElements }: Built,
    device: Device,
    elements: readonly NamedElement[],
    sameContext: boolean,
  ): PartFaces[] | null {
    if (elements.length !== oldElements.length) return null
    const context = buildContext(device, this.tables)
    const next: PartFaces[] = []
    for (let index = 0; index < elements.length; index++) {
      const [name, element] = elements[index]
      const [oldName, oldElement] = oldElements[index]
      if (name !== oldName || element.kind !== oldElement.kind) return null
      const face = faces[index]
      const coupled = face.couplings !== undefined
      const stale =
        (coupled && device.circuit !== model.device.circuit) ||
        (face.readsPhonons === true && device.phonons !== model.device.phonons)
      if (element === oldElement && sameContext && !stale) {
        next.push(face)
        continue
      }
      const built = buildElement(name, element, context)
      // Couplings stand in the equations of the network themselves.
      if (coupled || built.couplings !== undefined) return null
      next.push(built)
    }
    return next
  }
}

function isElectrical({ branches, multiports }: PartFaces): boolean {
  return branches !== undefined || multiports !== undefined
}

function elementsOf({ circuit, heat }: Device): NamedElement[] {
  return [...Object.entries(circuit), ...Object.entries(heat)]
}
