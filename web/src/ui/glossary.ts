import type { LedgerRow } from 'caloritron'

/** What a row of the heat ledger is, and the equation it comes from. */
export interface Meaning {
  readonly words: string
  readonly equation?: string
}

const channels: Readonly<Record<string, Meaning>> = {
  photon: {
    words: 'Heat carried by photons through the circuit',
    equation: 'Q = ∫ df h f τ(f) [n(f, Tᵢ) − n(f, Tⱼ)]   (Dey et al. 2023, Eq. 3)',
  },
  'electron-phonon': {
    words: 'Heat from the electrons to the phonons of the lattice',
    equation: 'Q = Σ V (Tⁿ − T_pⁿ) in a normal metal; Eqs. 8, 9 of Dey et al. in a superconductor',
  },
  heater: { words: 'Power put in from outside' },
  held: { words: 'Power that holds the island at its temperature' },
}

/** Meaning of a flow of heat. */
export function meaningOf({ channel, element, from, to }: LedgerRow): Meaning {
  const { words, equation } = channels[channel] ?? { words: `Heat of the channel ${channel}` }
  const where = `${words}, from ${from} to ${to}${element === null ? '' : ` (${element})`}.`
  return equation === undefined ? { words: where } : { words: where, equation }
}

export const temperatureMeaning: Meaning = {
  words: 'Temperature of the electrons of the island, where the heat that comes in equals the heat that goes out.',
  equation: 'Σ Q_in = Σ Q_out   (Dey et al. 2023, Eq. 7)',
}
