import { compile, solve } from '../../device/compile.js'
import type { Device } from '../../device/device.js'
import { setPath } from '../../device/setPath.js'
import { type AssumptionCheck, checkAssumptions } from '../../study/assumptions.js'
import type { NdtcInterval } from '../../study/ndtc.js'
import { numberText, quantityText } from '../quantityText.js'
import type { Claim } from './claim.js'
import { paths } from './dey2023Data.js'
import { exampleDevice } from './exampleDevice.js'

/** Claims about what the paper leaves out: size, thermometer, healing length, heat along the lines. */
export async function assumptionClaims([interval]: readonly NdtcInterval[]): Promise<Claim[]> {
  const checksOf = (device: Device): AssumptionCheck[] => {
    const model = compile(interval === undefined ? device : setPath(device, paths.power, interval.onset.drive))
    return checkAssumptions(model, solve(model), { intervals: interval === undefined ? [] : [interval] })
  }
  const withLeads = async (material: string): Promise<AssumptionCheck[]> =>
    checksOf(await exampleDevice('dey2023-ndtc', { 'assumptions.leads.material': material }))
  const [withAluminium, withNiobium] = await Promise.all([withLeads('Al'), withLeads('Nb')])
  const value = (checks: readonly AssumptionCheck[], name: string): number =>
    checks.find((check) => check.name === name)?.value ?? Number.NaN
  const healing = compileHealing(withAluminium)
  const aluminium = value(withAluminium, 'lead-heat')
  const niobium = value(withNiobium, 'lead-heat')
  const thermometer = value(withAluminium, 'thermometer')
  const drop = value(withAluminium, 'drop')
  return [
    {
      claim: 'The drop can be resolved by a thermometer with an uncertainty of 40 uK',
      where: 'Sec. IV',
      claimed: '40 uK',
      computed: `the drop is ${(drop / 40e-6).toPrecision(3)} times as large`,
      unit: 'K',
      values: { drop, resolution: 40e-6 },
      verdict: drop > 40e-6 ? 'confirmed' : 'not confirmed',
      explanation: 'Drop of T_D with the coupling 2e9, all other channels of heat left out as in the paper.',
    },
    {
      claim: 'The thermometer is insensitive to its own temperature, T_D <= 0.4 T_c of aluminium',
      where: 'Sec. III C',
      claimed: 'T_D/T_c <= 0.4',
      computed: `T_D/T_c = ${thermometer.toPrecision(3)}`,
      unit: '1',
      values: { ratio: thermometer },
      verdict: thermometer <= 0.4 ? 'confirmed' : 'not confirmed',
      explanation: 'At the onset of NDTC, with T_c = 1.2 K.',
    },
    {
      claim: 'The electrodes are shorter than the thermal healing length of tens to hundreds of um',
      where: 'Sec. III C',
      claimed: 'tens to hundreds of um',
      computed: `healing lengths ${healing.lengths.map((length) => quantityText(length, 'm', 3)).join(', ')}; electrodes 2 to 6 um`,
      unit: 'm',
      values: Object.fromEntries(healing.lengths.map((length, index) => [healing.names[index], length])),
      verdict: healing.holds ? 'confirmed' : 'not confirmed',
      explanation: 'sqrt(L0/(5 rho Sigma T^3)) of each strip at the onset of NDTC.',
    },
    {
      claim: 'Superconducting lines of Al or Nb suppress the heat that quasiparticles conduct',
      where: 'Sec. III',
      claimed: 'photons dominate',
      computed: `Nb: ${niobium.toExponential(0)} of the photonic heat; Al: ${numberText(aluminium, 2)} times the photonic heat`,
      unit: '1',
      values: { aluminium, niobium },
      verdict: aluminium < 0.1 && niobium < 0.1 ? 'confirmed' : niobium < 0.1 ? 'in part' : 'not confirmed',
      explanation:
        'The paper gives no size of the lines; for 50 um x 1 um x 100 nm aluminium leaks far more than photons carry, because the source is at a third of its T_c, while niobium does not.',
    },
  ]
}

function compileHealing(checks: readonly AssumptionCheck[]): { names: string[]; lengths: number[]; holds: boolean } {
  const healing = checks.filter(({ name }) => name === 'healing-length')
  return {
    names: healing.map(({ statement }) => statement),
    lengths: healing.map(({ limit }) => limit ?? Number.NaN),
    holds: healing.every(({ verdict }) => verdict === 'holds'),
  }
}
