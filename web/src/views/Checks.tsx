import { computed } from '@preact/signals'
import { constants, type Verdict } from 'caloritron'
import { checks, curve, failures } from '../compute/results.ts'
import { problems } from '../state/document.ts'
import { quantity } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'

const lights: Readonly<Record<Verdict, { readonly sign: string; readonly words: string }>> = {
  holds: { sign: '✓', words: 'holds' },
  doubtful: { sign: '!', words: 'doubtful' },
  violated: { sign: '✕', words: 'violated' },
  'not-declared': { sign: '?', words: 'not declared' },
}

const gapModels = computed(() => String(curve.value?.dataset.attributes.gapModels ?? 'none'))

/** What the result takes for granted, compared with the result. */
export function Checks() {
  const found = checks.value
  const warnings = problems.value.filter(({ severity }) => severity === 'warning')
  return (
    <Panel title="What this rests on" name="checks">
      {found.length === 0 && (
        <p class="empty">
          {'point' in failures.value
            ? 'Without an operating point there is nothing to check the assumptions against.'
            : 'The assumptions are checked once the curve is complete.'}
        </p>
      )}
      <ul class="checks">
        {warnings.map(({ path, message, suggestion }) => (
          <li key={`${path} ${message}`} class="doubtful">
            <span class="light" role="img" aria-label="warning">
              !
            </span>
            <div>
              <strong>
                {path} {message}
              </strong>
              {suggestion !== undefined && <p>{suggestion}</p>}
            </div>
          </li>
        ))}
        {found.map(({ name, statement, verdict, remark, value, limit, unit }) => (
          <li key={`${name} ${statement}`} class={verdict}>
            <span class="light" role="img" aria-label={lights[verdict].words}>
              {lights[verdict].sign}
            </span>
            <div>
              <strong>{statement}</strong>
              <p>
                {remark}
                {value !== null && limit !== null && (
                  <span class="numbers">
                    {' '}
                    ({quantity(value, unit, 3)} against {quantity(limit, unit, 3)})
                  </span>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p class="fine">
        Gap model: {gapModels.value}. Conductivity of superconductors by Mattis and Bardeen. Exact constants of the SI:
        k<sub>B</sub> = {constants.boltzmann} J/K, h = {constants.planck} J s.
      </p>
    </Panel>
  )
}
