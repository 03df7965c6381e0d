import { study } from '../compute/results.ts'
import { drive } from '../state/drive.ts'
import { quantity } from '../ui/format.ts'
import { meaningOf, temperatureMeaning } from '../ui/glossary.ts'
import { Reading } from '../ui/Reading.tsx'

/** The numbers of the operating point that the file describes. */
export function Readings() {
  const found = study.value
  const axis = drive.value
  if (found === null) return null
  const { point, device } = found
  const solved = point.status === 'converged' || point.status === 'roundoff-limited'
  const photonic = point.heat.filter(({ channel }) => channel === 'photon')
  return (
    <section class="readings" aria-label="Operating point">
      <p class={solved ? 'status good' : 'status bad'} data-name="status">
        <span aria-hidden="true">{solved ? '●' : '○'}</span> {point.status}
        {point.stability !== 'unknown' ? `, ${point.stability}` : ''}
      </p>
      {axis !== null && axis.value !== null && (
        <Reading
          symbol={axis.description.symbol ?? axis.description.label}
          value={axis.value}
          unit={axis.description.unit}
          meaning={`The drive: ${axis.description.label}. ${axis.description.description}`}
          id="drive"
        />
      )}
      {Object.keys(device.islands).map((name, index) => (
        <Reading
          key={name}
          symbol={`T_${name}`}
          value={point.temperatures[name] ?? Number.NaN}
          unit="K"
          color={index}
          digits={6}
          meaning={
            device.islands[name]!.temperature === null
              ? temperatureMeaning.words
              : 'Temperature at which the file holds the island.'
          }
          equation={temperatureMeaning.equation}
        />
      ))}
      {photonic.map((row) => {
        const { words, equation } = meaningOf(row)
        return (
          <Reading
            key={`${row.from} ${row.to}`}
            symbol={`Q_${row.from}_${row.to}`}
            value={row.power}
            unit="W"
            meaning={words}
            equation={equation}
          />
        )
      })}
      <Reading
        symbol="residual"
        value={point.residual}
        unit="1"
        digits={2}
        meaning="Heat out of balance at a free island, in parts of the largest flow. The solver asks for 1e-12."
      />
      {!solved && (
        <p class="problem" role="alert">
          No solution was found at this point ({point.status}); heat is out of balance by{' '}
          {quantity(point.residual, '1', 2)} of the largest flow.
        </p>
      )}
      {point.warnings.map((warning) => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
    </section>
  )
}
