import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { sourceIsland } from '../compute/frames.ts'
import { failures, heatCurve, study } from '../compute/results.ts'
import { device } from '../state/document.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { Legend } from '../ui/Legend.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Chart } from './Chart.tsx'
import { heatSpec, impedanceSpec, transmissionSpec } from './specs.ts'

/** What stands where a view has nothing to show: why, as far as that is known. */
function Nothing({ children }: { readonly children: ComponentChildren }) {
  if (device.value === null) return <p class="empty">There is no device yet.</p>
  if (study.value === null && !('point' in failures.value)) return <p class="empty">Computing…</p>
  return <p class="empty">{study.value === null ? 'There is no operating point.' : children}</p>
}

/** Photonic heat against the temperature of the source. */
export function HeatView() {
  const shown = heatCurve.value
  const point = study.value?.point ?? null
  const spec = useMemo(() => (shown === null ? null : heatSpec(shown.dataset, shown.island, point)), [shown, point])
  return (
    <Panel
      title="Photonic heat"
      name="heat"
      tools={
        shown !== null &&
        spec !== null &&
        spec.series.length > 0 && (
          <TakeAway view="heat" svg={(library, title) => library.chartSvg(title, spec)} data={() => shown.dataset} />
        )
      }
    >
      {spec === null || spec.series.length === 0 ? (
        <Nothing>
          {spec === null && sourceIsland.value !== null && Object.keys(device.value?.islands ?? {}).length > 1
            ? 'Computing…'
            : 'Photons carry heat between two islands of one circuit; this device has no such pair.'}
        </Nothing>
      ) : (
        <>
          <Legend series={spec.series} />
          <Chart
            spec={spec}
            name={`Photonic heat against the temperature of ${shown!.island}, the other islands as they are.`}
          />
        </>
      )}
    </Panel>
  )
}

/** Photon transmission with the thermal window of the point. */
export function TransmissionView() {
  const found = study.value
  const spectrum = found?.spectrum ?? null
  const spec = useMemo(() => (spectrum === null ? null : transmissionSpec(spectrum)), [spectrum])
  return (
    <Panel
      title="Photon transmission"
      name="transmission"
      tools={
        spectrum !== null &&
        spec !== null &&
        spec.series.length > 0 && (
          <TakeAway view="transmission" svg={(library, title) => library.chartSvg(title, spec)} data={() => spectrum} />
        )
      }
    >
      {spec === null || spec.series.length === 0 ? (
        <Nothing>{found?.spectrumProblem ?? 'There is no pair of islands to transmit between.'}</Nothing>
      ) : (
        <>
          <Legend series={spec.series} />
          <Chart
            spec={spec}
            name="Photon transmission against frequency; the shaded area is where in the spectrum heat flows at this point."
          />
        </>
      )}
    </Panel>
  )
}

/** Impedance of the films, or of all elements where there is no film. */
export function ImpedanceView() {
  const found = study.value
  const spectrum = found?.spectrum ?? null
  const elements = useMemo(() => {
    if (found === null || spectrum === null) return []
    const { circuit, materials } = found.device
    const all = Object.keys(circuit).filter(
      (name) => `Z_${name.replace(/[^A-Za-z0-9_]/g, '_')}_re` in spectrum.variables,
    )
    const films = all.filter((name) => materials[String(circuit[name]!.material)]?.criticalTemperature !== undefined)
    return (films.length > 0 ? films : all).slice(0, 6)
  }, [found])
  const films = elements.some((name) => {
    const { circuit, materials } = found!.device
    return materials[String(circuit[name]?.material)]?.criticalTemperature !== undefined
  })
  const spec = useMemo(() => (spectrum === null ? null : impedanceSpec(spectrum, elements)), [spectrum, elements])
  return (
    <Panel
      title={films || spectrum === null ? 'Film impedance' : 'Impedance of the elements'}
      name="impedance"
      tools={
        spectrum !== null &&
        spec !== null &&
        spec.series.length > 0 && (
          <TakeAway view="impedance" svg={(library, title) => library.chartSvg(title, spec)} data={() => spectrum} />
        )
      }
    >
      {spec === null || spec.series.length === 0 ? (
        <Nothing>There is no element with an impedance of its own.</Nothing>
      ) : (
        <>
          <Legend series={spec.series} />
          <Chart
            spec={spec}
            name={`Impedance of ${elements.join(', ')} against frequency at the temperature of the point.`}
          />
        </>
      )}
    </Panel>
  )
}
